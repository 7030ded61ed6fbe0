// The words of a page as its source has them, to be found again in what a browser shows.

/** What flows in a line; everything else begins a word of its own. */
const INLINE = new Set(['a', 'abbr', 'b', 'bdi', 'bdo', 'cite', 'code', 'data', 'dfn', 'em', 'i', 'kbd', 'mark', 'q', 's', 'samp', 'small', 'span', 'strong', 'time', 'u', 'var', 'wbr']);
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'head', 'input', 'select', 'textarea']);

export const wordsOf = (string) => string.toLowerCase().normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of a part of the page in the order of its source, pictures by their alt texts. */
export const readingWords = (node, without = []) => (node ? wordsOf(flow(node, (image) => ` ${image.attrs.find(({ name }) => name === 'alt')?.value ?? ''} `, without)) : []);

/** The text of a page's body, as a browser with pictures shows it once all is unfolded. */
export const visibleText = (page) => flow(page.all.find(({ tagName }) => tagName === 'body'), () => ' ', []);

function flow(node, picture, without) {
  if (node.value !== undefined) return node.value;
  if (UNSEEN.has(node.tagName) || without.includes(node.tagName) || node.attrs?.some(({ name }) => name === 'hidden')) return ' ';
  if (node.tagName === 'img') return picture(node);
  const inside = (node.childNodes ?? []).filter(({ nodeName }) => nodeName !== '#comment').map((child) => flow(child, picture, without)).join('');
  return INLINE.has(node.tagName) ? inside : ` ${inside} `;
}

/** Where two texts part, letter by letter, however they are set; undefined if they are the same. */
export function firstDifference(expected, shown) {
  const [one, other] = [expected, shown].map((string) => string.normalize('NFC').toLowerCase().replace(/[\s\u00ad\u200b]+/gu, ''));
  if (one === other) return undefined;
  let same = 0;
  while (one[same] === other[same]) same += 1;
  const around = (string) => string.slice(Math.max(0, same - 15), same + 15);
  return `"…${around(one)}…" is shown as "…${around(other)}…"`;
}
