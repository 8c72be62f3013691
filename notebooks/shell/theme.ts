/** Light or dark: as the system wishes, until somebody chooses; the choice stays in this browser. */

const key = 'yuzhao.theme';
const root = document.documentElement;

/** Applies the choice, if there is one. Without it the style sheet follows the system. */
export function applyTheme(): void {
  const chosen = localStorage.getItem(key);
  if (chosen) root.dataset.theme = chosen;
}

/** Turns light into dark and back. */
export function toggleTheme(): void {
  const shown = root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  localStorage.setItem(key, shown === 'dark' ? 'light' : 'dark');
  applyTheme();
}
