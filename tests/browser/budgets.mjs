// What a page of each kind may cost. Bytes are compressed and with response headers: `html` the page with
// its styles, `first` all that the first view fetches, `whole` all of it once it was scrolled through.
// Requests count the icon, not a service worker.

const budget = (html, first, whole, requests, script, elements) => ({ html, first, whole, requests, script, elements });

const BUDGETS = {
  home: budget(6000, 8000, 20_000, 2, 400, 350),
  article: budget(6500, 14_000, 35_000, 3, 400, 300),
  list: budget(6000, 7500, 20_000, 2, 400, 350),
  region: budget(6000, 7500, 20_000, 2, 400, 350),
  occupation: budget(6000, 7500, 20_000, 2, 400, 350),
  topic: budget(6000, 7500, 20_000, 2, 400, 350),
  save: budget(6000, 7500, 20_000, 2, 400, 350),
  event: budget(5000, 6500, 20_000, 2, 400, 200),
  partner: budget(5000, 6500, 20_000, 2, 400, 200),
  search: budget(4500, 9000, 9000, 3, 4000, 200),
  404: budget(3000, 4000, 4000, 2, 400, 120),
  edition: budget(3000, 4000, 4000, 2, 400, 120),
  offline: budget(3000, 4000, 4000, 2, 400, 120),
};
const OTHER = budget(5500, 7000, 20_000, 2, 400, 250);

export const budgetOf = (page) => BUDGETS[page.kind] ?? OTHER;
