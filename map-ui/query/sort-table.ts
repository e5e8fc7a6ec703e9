import { queryTexts } from '../texts/query-texts.ts';
import { fill, pageLanguage } from '../texts/texts.ts';

/** Makes the heads of answers buttons that sort their rows, up and then down. */
export function sortTables(within: ParentNode): void {
  for (const table of within.querySelectorAll<HTMLTableElement>('table[data-sortable]')) {
    const heads = [...table.querySelectorAll<HTMLTableCellElement>('thead th')];
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.title = fill(queryTexts().sort, { column: head.textContent });
      button.textContent = head.textContent;
      button.addEventListener('click', () => {
        const isDown = head.getAttribute('aria-sort') === 'ascending';
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
        sortRows(table, column, isDown ? -1 : 1);
      });
      head.replaceChildren(button);
    });
  }
}

/** Numbers by size, words as the language orders them; empty cells come last either way. */
function sortRows(table: HTMLTableElement, column: number, direction: 1 | -1): void {
  const body = table.tBodies[0];
  if (!body) return;
  const { compare } = new Intl.Collator(pageLanguage(), { numeric: true });
  const rows = [...body.rows].map((row) => ({ row, cell: row.cells[column], text: textOf(row.cells[column]) }));
  const areNumbers = rows.every(({ cell, text }) => text === '' || cell?.classList.contains('number'));
  rows.sort((one, other) => {
    if (one.text === '' || other.text === '') return Number(one.text === '') - Number(other.text === '');
    return direction * (areNumbers ? Number(one.text) - Number(other.text) : compare(one.text, other.text));
  });
  body.append(...rows.map(({ row }) => row));
}

/** The name alone where the address stands beside it. */
function textOf(cell: HTMLTableCellElement | undefined): string {
  return (cell?.querySelector(':scope > :first-child') ?? cell)?.textContent?.trim() ?? '';
}
