/** A name for a field out of its label: letters, digits and `_`, unlike every one of `taken`. */
export function fieldNameOf(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  const base = plain === '' ? 'field' : /^\d/.test(plain) ? `f_${plain}` : plain
  let name = base
  for (let number = 2; taken.includes(name); number += 1) name = `${base}_${number}`
  return name
}
