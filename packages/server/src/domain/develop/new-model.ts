import type { ModelFolder } from './model-folder.ts'

/** A path for a new model file that no other file has, letter case aside. */
export function freePath({ files, newFilesIn }: Pick<ModelFolder, 'files' | 'newFilesIn'>, name: string): string {
  const taken = new Set(files.map(({ path }) => path.toLowerCase()))
  for (let i = 1; ; i++) {
    const path = `${newFilesIn}${name}${i === 1 ? '' : `_${i}`}.yml`
    if (!taken.has(path.toLowerCase())) return path
  }
}
