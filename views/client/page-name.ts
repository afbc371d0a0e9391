const key = 'deskbook-page';

function made(): string {
  const name = [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(36)).join('');
  sessionStorage.setItem(key, name);
  return name;
}

/** This tab, over reloads: undo takes back its own edits first. */
export const pageName = sessionStorage.getItem(key) ?? made();
