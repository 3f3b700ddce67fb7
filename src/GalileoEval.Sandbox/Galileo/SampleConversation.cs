namespace GalileoEval.Sandbox.Galileo;

/// <summary>One conversation of the sample support bot, with its sources.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Question">The customer's question.</param>
/// <param name="Answer">The bot's answer.</param>
/// <param name="Expected">The expected output in the golden dataset.</param>
/// <param name="Document">The retrieved passage of the handbook.</param>
/// <param name="Tool">The called tool.</param>
/// <param name="ToolInput">The input of the tool.</param>
/// <param name="ToolOutput">The output of the tool.</param>
internal sealed record SampleConversation(
    string Topic, string Question, string Answer, string Expected, string Document, string Tool, string ToolInput, string ToolOutput)
{
    /// <summary>All conversations, in chronological order.</summary>
    public static readonly IReadOnlyList<SampleConversation> All =
    [
        new("refund", "I want my money back for order 48213, the jacket arrived torn.",
            "I am sorry about that. I have started a refund of $89.00 for order 48213; it is on your card within five days.",
            "Start a refund for a damaged item.", "Damaged items are refunded in full within 30 days, without return.",
            "start_refund", "{\"order\": 48213}", "{\"refund\": 89.0, \"state\": \"started\"}"),
        new("shipping", "Where is my parcel? It should have been here on Monday.",
            "Your parcel is in the sorting centre in Leeds and arrives tomorrow before noon.",
            "Tell where the parcel is and when it arrives.", "Parcels are tracked by order number; delays above two days are refunded.",
            "track_parcel", "{\"order\": 48377}", "{\"place\": \"Leeds\", \"expected\": \"tomorrow\"}"),
        new("account", "How do I change the e-mail address of my account?",
            "Open Settings, then Profile, and choose Change e-mail. We send a link to the new address.",
            "Settings, Profile, Change e-mail.", "The e-mail address is changed under Settings, Profile.",
            "get_account", "{\"customer\": 911}", "{\"email_verified\": true}"),
        new("billing", "Why did you charge me twice in March?",
            "One of the two charges is a reservation. It disappears by itself within three days.",
            "One charge is a reservation.", "A card is reserved before it is charged; a reservation expires after three days.",
            "list_charges", "{\"customer\": 702, \"month\": \"March\"}", "[{\"amount\": 12.5}, {\"amount\": 12.5, \"reserved\": true}]"),
        new("returns", "Can I return headphones that I have opened?",
            "Yes, within 30 days. Please keep the receipt and put everything back into the box.",
            "Yes, within 30 days, with the receipt.", "Opened electronics are taken back within 30 days.",
            "get_order", "{\"order\": 48790}", "{\"item\": \"headphones\", \"days\": 12}"),
        new("warranty", "The screen of my tablet went dark after 14 months. Is that covered?",
            "It is: tablets have a warranty of 24 months. I can book a repair for you.",
            "Covered for 24 months.", "Tablets: 24 months. Batteries: 12 months.",
            "get_warranty", "{\"serial\": \"T-5561\"}", "{\"covered\": true, \"until\": \"2026-01\"}"),
        new("cancellation", "Please cancel my subscription today.",
            "Your subscription is cancelled and ends on the 30th. You keep access until then.",
            "Cancel, with access until the end of the month.", "Subscriptions end with the month in which they are cancelled.",
            "cancel_subscription", "{\"customer\": 355}", "{\"ends\": \"30th\"}"),
        new("login", "I never get the code to sign in.",
            "Please look into your spam folder. If it is not there I can send the code to your phone.",
            "Check spam, else send it by text message.", "Codes are sent by mail, or by text message on request.",
            "get_login_events", "{\"customer\": 128}", "[{\"event\": \"code_sent\", \"by\": \"mail\"}]"),
        new("complaint", "Your last agent was rude. I want to talk to a human!",
            "I understand, and I am sorry. I am connecting you with a colleague now.",
            "Apologise and hand over.", "A customer who asks for a person gets one.",
            "hand_over", "{\"queue\": \"second-line\"}", "{\"waiting\": 2}"),
        new("discount", "Is there a discount for students?",
            "Yes, 15 % with a valid student card. You can verify it in your profile.",
            "15 % with a student card.", "Students get 15 %, teachers 10 %.",
            "get_offers", "{\"group\": \"students\"}", "[{\"percent\": 15}]"),
        new("address", "I moved. Can you send order 49001 to my new address?",
            "The order has not left yet, so yes: please tell me the new address.",
            "Possible until the order has left.", "An address can be changed until the parcel has left.",
            "get_order", "{\"order\": 49001}", "{\"state\": \"packing\"}"),
        new("invoice", "I need an invoice with our VAT number on it.",
            "I have added the VAT number and sent the invoice to you by mail.",
            "Send the invoice with the VAT number.", "Invoices can be reissued for 12 months.",
            "reissue_invoice", "{\"order\": 47650, \"vat\": \"GB999\"}", "{\"sent\": true}"),
    ];
}
