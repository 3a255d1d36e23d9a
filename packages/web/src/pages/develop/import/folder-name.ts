/** Names that dbt keeps for itself, and one that says nothing. */
const taken = new Set(['target', 'logs', 'node_modules', 'dbt_packages', 'dbt_modules', 'venv', 'models', 'manifest'])

/** A folder for the models of these files: named like the file when there is one, as far as that can be the name of a folder. */
export function folderNameFor(fileNames: readonly string[]): string {
  const [first = ''] = fileNames.length === 1 ? fileNames : []
  const name = first
    .replace(/(\.[A-Za-z]{1,8})+$/, '')
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 80)
  return name === '' || taken.has(name.toLowerCase()) ? 'imported' : name
}

/** What the server takes as the name of a folder. */
export const isFolderName = (name: string): boolean => /^[\p{L}\p{N}_-][\p{L}\p{N}_. -]{0,79}$/u.test(name) && !/\.$| $|\.\./.test(name)
