/** Files that a notebook can come from and go to: ours, of Jupyter, of Hex. */
export const notebookFormats = ['yaml', 'ipynb', 'hex'] as const
export type NotebookFormat = (typeof notebookFormats)[number]

/** How the names of such files end. */
export const notebookEndings: Readonly<Record<NotebookFormat, string>> = { yaml: '.notebook.yml', ipynb: '.ipynb', hex: '.hex.yaml' }

/** Which kind of notebook a file holds, by its name; one of ours where it says nothing else. */
export function formatOfFile(name: string): NotebookFormat {
  if (/\.ipynb$/i.test(name)) return 'ipynb'
  return /\.hex\.ya?ml$/i.test(name) ? 'hex' : 'yaml'
}
