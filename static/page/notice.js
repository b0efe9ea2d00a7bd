// @ts-check
// One sentence for a person, in place. The words are in the template (shared/_notice.html).

/**
 * Show the words kept under that name on the notice, or nothing.
 * @param {string} name as in dataset; "" empties the notice
 */
export function say(name) {
  const notice = document.getElementById('notice');
  if (notice)
    notice.textContent = name ? (notice.dataset[name] ?? notice.dataset.refused ?? '') : '';
}
