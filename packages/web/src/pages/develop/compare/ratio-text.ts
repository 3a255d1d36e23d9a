/** A relation as people write it: "+12.5%", "−3%"; nothing where there is none. */
export function ratioText(ratio: number | null, locale: string): string {
  if (ratio === null) return ''
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(ratio).replace('-', '−')
}

/** A difference with its sign. */
export const deltaText = (delta: { raw: unknown; formatted: string } | null): string =>
  delta === null ? '' : Number(delta.raw) > 0 ? `+${delta.formatted}` : delta.formatted.replace('-', '−')
