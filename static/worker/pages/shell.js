// @ts-check
// What stands around every page: language, theme, tabs and the count of thanks. No records live here.

const MOST_SHOWN = 99;

/**
 * Promise what layouts/base.html and layouts/plain.html need, for a page to write over.
 * @param {{locale: string, theme: string, shortcuts: string, is_signed_in: boolean, display_name: string,
 *   keeps_data: boolean, due_count: number}} known
 */
export function shellContext(known) {
  const due = known.due_count;
  return {
    locale: known.locale,
    theme: known.theme,
    shortcuts: known.shortcuts,
    is_signed_in: known.is_signed_in,
    display_name: known.display_name,
    keeps_data: known.keeps_data,
    tab: '',
    page_title: 'Enishi',
    has_due: due > 0,
    due_count: due <= MOST_SHOWN ? String(due) : `${MOST_SHOWN}+`,
  };
}
