import type { ModelList } from '../../api/develop.ts'

export type ListedFolder = { name: string; files: number; models: number }

/** The folders right inside of where models lie, with what is in them; of an import that is the one it made. */
export function modelFolders({ files, models, newFilesIn }: Pick<ModelList, 'files' | 'models' | 'newFilesIn'>): ListedFolder[] {
  // Models of a manifest have no file that is shown.
  const names = [...files, ...models.map(({ file }) => file)].flatMap((file) => {
    const [, name] = file.startsWith(newFilesIn) ? (/^([^/]+\/)/.exec(file.slice(newFilesIn.length)) ?? []) : []
    return name === undefined ? [] : [newFilesIn + name]
  })
  return [...new Set(names)].toSorted().map((name) => ({
    name,
    files: files.filter((file) => file.startsWith(name)).length,
    models: models.filter(({ file }) => file.startsWith(name)).length,
  }))
}
