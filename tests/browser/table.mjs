// Tables in a terminal.

/** Lines of a table with aligned columns: text to the left, numbers to the right. */
export function columns(head, rows) {
  const lines = [head, ...rows].map((line) => line.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const numbers = head.map((_, column) => rows.every((row) => typeof row[column] === 'number' || /^[\d.,]+$/.test(row[column])));
  return lines.map((line) => line.map((cell, column) => (numbers[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ').trimEnd());
}
