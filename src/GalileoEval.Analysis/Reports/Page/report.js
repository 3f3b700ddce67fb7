"use strict";
// Everything is readable without this script: it only adds sorting and filtering to tables.
for (const table of document.querySelectorAll("table[data-tools]")) {
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value ?? cell.textContent.trim();
  };

  const headers = Array.from(table.tHead.rows[0].cells);
  headers.forEach((header, column) => {
    if (!header.textContent.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      const descending = header.getAttribute("aria-sort") === "ascending";
      headers.forEach((other) => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const order = Array.from(rows.keys());
      const values = rows.map((row) => valueOf(row, column));
      const numeric = "number" in header.dataset;
      const compare = (a, b) => {
        // Missing values are last in both directions.
        const missing = (values[a] === "") - (values[b] === "");
        if (missing) return missing;
        const result = numeric
          ? Number(values[a]) - Number(values[b])
          : values[a].localeCompare(values[b], "en", { numeric: true });
        return (descending ? -result : result) || a - b;
      };
      body.append(...order.sort(compare).map((index) => rows[index]));
    });
  });

  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const tools = element("div", "");
  tools.className = "tools";
  const search = Object.assign(document.createElement("input"), { type: "search" });
  const searchLabel = element("label", "Filter ");
  searchLabel.append(search);
  tools.append(searchLabel);
  const choiceColumn = headers.findIndex((header) => "choice" in header.dataset);
  const choice = document.createElement("select");
  if (choiceColumn >= 0) {
    choice.append(Object.assign(element("option", "All"), { value: "" }));
    const words = new Set(rows.map((row) => valueOf(row, choiceColumn)));
    for (const word of words) choice.append(element("option", word));
    const choiceLabel = element("label", headers[choiceColumn].textContent + " ");
    choiceLabel.append(choice);
    tools.append(choiceLabel);
  }
  const count = document.createElement("output");
  tools.append(count);
  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = (!choice.value || valueOf(row, choiceColumn) === choice.value)
        && row.textContent.toLowerCase().includes(wanted);
      row.hidden = !fits;
      if (fits) shown++;
    }
    count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} rows`;
  };
  search.addEventListener("input", filter);
  choice.addEventListener("change", filter);
  table.before(tools);
}
