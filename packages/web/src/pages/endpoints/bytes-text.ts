const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A size as people read it: "1.2 MB". */
export function bytesText(bytes: number, language: string): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const format = new Intl.NumberFormat(language, { style: 'unit', unit: units[step] ?? 'byte', unitDisplay: 'short', maximumFractionDigits: 1 })
  return format.format(bytes / 1000 ** step)
}
