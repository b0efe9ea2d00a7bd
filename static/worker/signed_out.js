// @ts-check
// The page of a device that serves nobody, when the network does not answer either. Nothing personal is known here.

import { html } from './answer.js';
import { render, translator } from './render.js';

const LOCALES = ['ja', 'en'];

/**
 * Promise words in place of the browser's own error page. Throws when the program itself is not on this device.
 * @param {URL} url that was asked for
 */
export async function signedOutPage(url) {
  const locale = preferred();
  const t = await translator(locale);
  const context = {
    locale,
    theme: 'auto',
    page_title: t('errors.signed_out.title'),
    again_url: url.pathname + url.search,
  };
  return html(await render('errors/signed_out.html', context, t), 503);
}

/** The person's own choice went with their account: the browser's languages decide, as they do in the office. */
function preferred() {
  const wishes = navigator.languages.map((tag) => tag.split('-')[0]);
  return wishes.find((wish) => LOCALES.includes(wish)) ?? LOCALES[0];
}
