/** Names for SQL from the labels of a header: lower case, letters, digits and underscores, each once. */
export function columnNames(labels: readonly string[]): { name: string; label: string }[] {
  const taken = new Set<string>()
  return labels.map((label, index) => {
    const trimmed = label.replaceAll(/\s+/g, ' ').trim().slice(0, 200)
    const base = identifierOf(trimmed) || `column_${index + 1}`
    let name = base
    for (let i = 2; taken.has(name); i++) name = `${base}_${i}`
    taken.add(name)
    return { name, label: trimmed === '' ? `Column ${index + 1}` : trimmed }
  })
}

const spelled: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd', '€': 'eur', '%': ' percent' }

/** A text as an identifier, at most 63 letters; empty when nothing of it can be spelled. */
export function identifierOf(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[äöüßæøœłđ€%]/g, (letter) => spelled[letter] ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return (/^\d/.test(plain) ? `n${plain}` : plain).slice(0, 60).replace(/_+$/, '')
}
