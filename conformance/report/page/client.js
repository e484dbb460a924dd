// Filters of the page: each list has a search field, chips or a menu, and says how many of its items it shows.
for (const list of document.querySelectorAll("[data-list]")) {
  const items = [...list.querySelectorAll("details.item")];
  const texts = items.map((item) => item.textContent.toLowerCase());
  const search = list.querySelector("input[type=search]");
  const chips = [...list.querySelectorAll("button[data-value]")];
  const menus = [...list.querySelectorAll("select[data-key]")];
  const count = list.querySelector(".count");

  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const pressed = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true");
    let shown = 0;
    items.forEach((item, index) => {
      const visible =
        words.every((word) => texts[index].includes(word)) &&
        (pressed.length === 0 || pressed.some((chip) => item.dataset.verdict === chip.dataset.value)) &&
        menus.every((menu) => menu.value === "" || item.dataset[menu.dataset.key] === menu.value);
      item.hidden = !visible;
      if (visible) shown += 1;
    });
    count.textContent = `${shown} of ${items.length} shown`;
  };

  search.addEventListener("input", show);
  for (const menu of menus) menu.addEventListener("change", show);
  for (const chip of chips)
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") === "true" ? "false" : "true");
      show();
    });
  show();
}

// A link to an item opens it, even when a filter hides it.
const open = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || target.tagName !== "DETAILS") return;
  target.hidden = false;
  target.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", open);
open();
