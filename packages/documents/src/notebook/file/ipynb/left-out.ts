import { isRecord } from '../../../is-record.ts'
import type { CellNote } from '../imported-notebook.ts'
import type { JupyterCell } from './jupyter-cell.ts'

/** Kept by programs for themselves: nobody misses it. */
const ofPrograms: ReadonlySet<string> = new Set([
  'ExecuteTime',
  'atrium',
  'authorship_tag',
  'base_uri',
  'celltoolbar',
  'codeCollapsed',
  'colab',
  'colab_type',
  'collapsed',
  'deletable',
  'editable',
  'execution',
  'format',
  'hide_input',
  'id',
  'is_executing',
  'jp-MarkdownHeadingCollapsed',
  'jupyter',
  'kernel_info',
  'kernelspec',
  'language_info',
  'nbformat_minor',
  'notebookId',
  'orig_nbformat',
  'outputId',
  'outputExpanded',
  'pycharm',
  'raw_mimetype',
  'scrolled',
  'tags',
  'title',
  'toc',
  'toc-autonumbering',
  'toc-showcode',
  'toc-showmarkdowntxt',
  'trusted',
  'varInspector',
  'vscode',
  'widgets',
])
const knownOutputs = new Set(['stream', 'display_data', 'execute_result', 'error'])

/** What the metadata of a cell, or of the whole, says to people and has no place here. */
export function metadataNotes(metadata: Readonly<Record<string, unknown>> = {}): CellNote[] {
  const { tags } = metadata
  const keys = Object.keys(metadata).filter((key) => !ofPrograms.has(key))
  return [
    ...(Array.isArray(tags) && tags.length > 0 ? [{ code: 'tags_left_out' as const, tags: shortened(tags.map(String)) }] : []),
    ...(keys.length > 0 ? [{ code: 'metadata_left_out' as const, keys: shortened(keys) }] : []),
  ]
}

/** Controls among the outputs of a cell, and outputs that nobody knows. Others come again when the cell runs. */
export function outputNotes({ outputs = [] }: JupyterCell): CellNote[] {
  const kinds = outputs.map((output) => (isRecord(output) && typeof output['output_type'] === 'string' ? output['output_type'] : 'none'))
  const unknown = [...new Set(kinds.filter((kind) => !knownOutputs.has(kind)))]
  return [
    ...(outputs.some(isWidget) ? [{ code: 'widget_left_out' as const }] : []),
    ...shortened(unknown).map((kind) => ({ code: 'output_not_known' as const, kind })),
  ]
}

/** What a control that somebody moves shows itself as. */
export const widgetType = 'application/vnd.jupyter.widget-view+json'
export const isWidget = (output: unknown): boolean => isRecord(output) && isRecord(output['data']) && Object.hasOwn(output['data'], widgetType)

const shortened = (names: readonly string[]): string[] => names.slice(0, 20).map((name) => name.slice(0, 100))
