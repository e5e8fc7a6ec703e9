/** Headers of two rows: the first names groups of columns, the second the columns. */
type Cells = readonly string[];

const isFilled = (cell = '') => cell.trim() !== '';
/** What a column may be called: words, and few of them. */
const isName = (cell: string) => /\p{L}/u.test(cell) && !/[\d@]|https?:/.test(cell) && cell.trim().length <= 40;
/** Whether most of a column are numbers or addresses. */
function areValues(cells: Cells): boolean {
  const filled = cells.filter(isFilled);
  return filled.filter((cell) => /[\d@]/.test(cell)).length > filled.length / 2;
}

/**
 * Whether a row names groups of columns and the next one the columns. Either the next says the same where a name stands over both
 * rows (a merged cell that was filled down) and more where the first is empty; or each is empty where only the other names a column, and
 * two columns have numbers or addresses below its words.
 */
export function isAboveHeader(groups: Cells = [], names: Cells = [], below: readonly Cells[] = []): boolean {
  const width = Math.max(groups.length, names.length);
  const columns = Array.from({ length: width }, (_, at) => [groups[at] ?? '', names[at] ?? ''] as const);
  if (!names.filter(isFilled).every(isName)) return false;
  if (columns.some(([group, name]) => isFilled(group) && group === name))
    return (
      columns.every(([group, name]) => !isFilled(group) || isFilled(name)) &&
      columns.some(([group, name]) => !isFilled(group) && isFilled(name))
    );
  return (
    columns.every(([group, name]) => isFilled(group) || isFilled(name)) &&
    columns.some(([group]) => !isFilled(group)) &&
    columns.some(([, name]) => !isFilled(name)) &&
    columns.filter(([, name], at) => isFilled(name) && areValues(below.map((row) => row[at] ?? ''))).length >= 2
  );
}

/** The names of both rows in one: a column of a group bears its group's name before its own, since “name” means another thing below “contact”. */
export function joinHeader(groups: Cells, names: Cells): Cells {
  let group = '';
  return Array.from({ length: Math.max(groups.length, names.length) }, (_, at) => {
    const [above = '', name = ''] = [groups[at], names[at]];
    if (isFilled(above)) group = above;
    if (!isFilled(name)) return above;
    return group === name || !isFilled(group) ? name : `${group} ${name}`;
  });
}
