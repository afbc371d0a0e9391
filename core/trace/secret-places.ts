type Masks = (name: string) => boolean;

/** The keys under which something may say how its value is called. */
const naming: readonly string[] = ['name', 'key', 'header', 'field'];

/** Whether something says itself that its value is a secret: `{name: "cookie", value: …}`. */
export const namesSecret = (value: object, masks: Masks): boolean =>
  naming.some((key) => {
    const name: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
    return typeof name === 'string' && masks(name);
  });

/** Whether a key has the value of what is named beside it. */
export const isValueKey = (key: string): boolean => /^(?:values?|data|content)$/i.test(key);

/** Whether the name of an item says that it is a secret: in a list of even length a text at an even place may be the name of what follows. */
export function followsSecretName(items: ArrayLike<unknown>, index: number, masks: Masks): boolean {
  if (index % 2 === 0 || items.length % 2 === 1) return false;
  const name = items[index - 1];
  return typeof name === 'string' && masks(name);
}
