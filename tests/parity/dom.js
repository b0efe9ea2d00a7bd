// Runs in an empty page of a real browser: markup in, one line for each node out.
// What only a device knows stays out (ARCHITECTURE 9.34), and so does the version in asset addresses.
(html) => {
  const whole = /^\s*<!doctype/i.test(html);
  const held = document.createElement('template');
  if (!whole) held.innerHTML = html;
  const root = whole ? new DOMParser().parseFromString(html, 'text/html') : held.content;
  const plain = (value) => value.replace(/\/static\/[0-9a-f]{12}\//g, '/static/VERSION/');
  const own = new Set(['value', 'data-state']);
  const lines = [];
  const walk = (node, depth) => {
    const pad = ' '.repeat(depth);
    if (node.nodeType === Node.TEXT_NODE) lines.push(`${pad}${JSON.stringify(plain(node.data))}`);
    if (node.nodeType === Node.COMMENT_NODE) lines.push(`${pad}<!--${node.data}-->`);
    if (node.nodeType === Node.DOCUMENT_TYPE_NODE) lines.push(`${pad}<!doctype ${node.name}>`);
    if (node.nodeType === Node.ELEMENT_NODE) {
      const device = node.hasAttribute('data-device');
      const names = [...node.getAttributeNames()]
        .sort()
        .filter((name) => !(device && own.has(name)));
      const attributes = names.map(
        (name) => ` ${name}=${JSON.stringify(plain(node.getAttribute(name)))}`,
      );
      lines.push(`${pad}<${node.localName}${attributes.join('')}>`);
      if (device) return;
      if (node.localName === 'template')
        for (const child of node.content.childNodes) walk(child, depth + 1);
    }
    for (const child of node.childNodes) walk(child, depth + 1);
  };
  walk(root, 0);
  return lines;
};
