// Runs in an empty page of a real browser: what would this form send, and where to?
(html, selector) => {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const form = page.querySelector(selector);
  if (!form) return null;
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  return { url: form.getAttribute('hx-post'), fields };
};
