// @ts-check
// The number on the app's icon: people still to be thanked, as the tabs say. Where icons have no badge, nothing.

export function start() {
  draw();
  document.addEventListener('htmx:after:swap', draw);
}

function draw() {
  if (!document.querySelector('.tabs')) return;
  const count = Number.parseInt(document.getElementById('due-count')?.textContent ?? '', 10) || 0;
  // Refused where the app is not installed: then there is no icon to mark.
  navigator.setAppBadge?.(count).catch(() => {});
}
