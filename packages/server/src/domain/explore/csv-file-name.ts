/** `csv-<name>-YYYY-MM-DD-HH-mm-ss-SSSS.csv`, the name cut down to `[a-z0-9_]`; UTC. */
export function csvFileName(name: string, at: Date): string {
  const plain =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_+|_+$/g, '')
      .slice(0, 80) || 'results'
  const iso = at.toISOString()
  return `csv-${plain}-${iso.slice(0, 10)}-${iso.slice(11, 19).replaceAll(':', '-')}-${iso.slice(20, 23)}0.csv`
}
