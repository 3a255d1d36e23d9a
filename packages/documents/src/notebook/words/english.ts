import type { NotebookWords } from './notebook-words.ts'

const list = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`)

const lines = (count: number): string => (count === 1 ? '1 line' : `${count} lines`)

export const english: NotebookWords = {
  kinds: {
    sql: 'SQL',
    explore: 'Explore',
    code: 'Code',
    input: 'Input',
    chart: 'Chart',
    table: 'Table',
    pivot: 'Pivot table',
    single_value: 'Single value',
    text: 'Text',
    filter: 'Filter',
    section: 'Section',
    component: 'Component',
    writeback: 'Writeback',
  },
  cellAt: (kind, place) => `${kind} (cell ${place})`,
  problems: {
    name_taken: ({ name, definedBy }, nameOf) => ({
      message: `"${name}" is also defined by ${list(definedBy.map(nameOf))}.`,
      hint: 'Rename one of them. In code, a name that begins with an underscore stays inside its cell.',
    }),
    name_reserved: ({ name, by }) => ({ message: `"${name}" already means something in ${by}.`, hint: 'Choose another name.' }),
    name_unknown: ({ name, as, near }) => ({
      message: as === 'table' ? `No cell gives a result named "${name}".` : `No input or cell gives a value named "${name}".`,
      hint: near.length === 0 ? 'Add the cell, or correct the name.' : `Did you mean ${near.join(' or ')}?`,
    }),
    name_of_other_kind: ({ name, as, definedBy }, nameOf) =>
      as === 'table'
        ? { message: `"${name}" (${nameOf(definedBy)}) is a single value, not a table.`, hint: `Write {{ ${name} }} to use its value.` }
        : { message: `"${name}" (${nameOf(definedBy)}) is a table, not a single value.`, hint: `Read it in SQL: SELECT … FROM ${name}.` },
    name_of_range: ({ name, start, end }) => ({ message: `"${name}" is a range of dates.`, hint: `Use ${start} and ${end}.` }),
    not_in_warehouse: ({ name, definedBy }, nameOf) => ({
      message: `This SQL runs in the warehouse, and "${name}" (${nameOf(definedBy)}) is a result outside of it.`,
      hint: `Let this cell run over results. If you mean a table of the warehouse, write its schema before the name.`,
    }),
    circle: ({ way }, nameOf) => ({
      message:
        way.length === 1
          ? `${nameOf(way[0]?.cellId ?? '')} reads its own result.`
          : `These cells wait for each other: ${way.map(({ cellId, name }) => `${nameOf(cellId)} reads "${name}"`).join(', ')}.`,
      hint: 'Remove one of these references, or move the shared part into a cell of its own.',
    }),
    template: ({ message, at }) => ({ message: `Line ${at.line}: ${message}.`, hint: 'Correct the template.' }),
    value_in_quotes: ({ text, at }) => ({
      message: `Line ${at.line}: ${text} stands in quotes or in a comment.`,
      hint: 'Write it without quotes: the value brings its own.',
    }),
    code_unreadable: ({ at }) => ({ message: `Line ${at.line}, column ${at.column}: the code cannot be read from here.`, hint: 'Correct the syntax.' }),
    changes_other: ({ name, definedBy, at }, nameOf) => ({
      message: `Line ${at.line}: this changes "${name}", which belongs to ${nameOf(definedBy)}. Other cells will not see the change.`,
      hint: 'Make a copy under another name and change that.',
    }),
    nothing_written: () => ({ message: 'The cell is empty.', hint: 'Write something, or delete the cell.' }),
    wrong_bounds: ({ min, max }) => ({ message: `The smallest value (${min}) is larger than the largest (${max}).`, hint: 'Swap them.' }),
    default_not_taken: ({ value }) => ({
      message: `The default ${value} cannot be chosen.`,
      hint: 'Choose a default within the limits and among the options.',
    }),
    nothing_to_choose: () => ({ message: 'There is nothing to choose from.', hint: 'Add options, or take them from a column of a result.' }),
    section_missing: () => ({ message: 'The section of this cell does not exist any more.', hint: 'Move the cell into another section, or out of it.' }),
    element_without_cell: ({ missing }) => ({ message: `The app shows a cell that does not exist ("${missing}").`, hint: 'Remove it from the app.' }),
    tab_missing: () => ({ message: 'A cell stands on a tab that does not exist.', hint: 'Move it to another tab.' }),
  },
  changes: {
    cell_added: (_, cell) => `Added: ${cell}`,
    cell_removed: (_, cell) => `Removed: ${cell}`,
    name_changed: ({ cell, before }) => `"${before}" renamed to "${'name' in cell ? cell.name : ''}"`,
    title_changed: ({ cell, before }) => `Title "${before}" changed to "${cell.title ?? ''}"`,
    text_changed: ({ added, removed }, cell) => `${cell} rewritten: ${lines(added)} added, ${lines(removed)} removed`,
    cell_changed: ({ parts }, cell) => `${cell} changed: ${parts.map((part) => english.parts[part]).join(', ')}`,
    cells_moved: ({ count }) => (count === 1 ? 'One cell moved' : `${count} cells moved`),
    shown: (_, cell) => `${cell} is now shown in the app`,
    hidden: (_, cell) => `${cell} is no longer shown in the app`,
    layout_changed: () => 'App rearranged',
    tab_added: ({ tab }) => `Tab "${tab.name}" added`,
    tab_removed: ({ tab }) => `Tab "${tab.name}" removed`,
    tab_renamed: ({ tab, before }) => `Tab "${before}" renamed to "${tab.name}"`,
    setting_changed: ({ setting }) => `Setting changed: ${english.settings[setting]}`,
    type_changed: ({ type }) => (type === 'component' ? 'Turned into a component' : 'Turned into an app'),
  },
  parts: {
    kind: 'kind',
    title: 'title',
    isManual: 'when it runs',
    markdown: 'text',
    sql: 'SQL',
    on: 'where it runs',
    limit: 'most rows',
    exploreName: 'explore',
    query: 'query',
    language: 'language',
    code: 'code',
    input: 'what is given',
    of: 'whose rows',
    config: 'drawing',
    sorts: 'order of rows',
    columns: 'columns',
    pageSize: 'rows of a page',
    rows: 'rows',
    values: 'values',
    hasTotals: 'totals',
    column: 'column',
    row: 'row',
    format: 'format',
    comparison: 'comparison',
    match: 'how rules count together',
    rules: 'rules',
    table: 'table',
    mode: 'how it is written',
    componentId: 'component',
    version: 'version of the component',
    inputs: 'inputs of the component',
    results: 'what is taken from the component',
  },
  settings: {
    timezone: 'time zone',
    rerunsOnInput: 'run when an input changes',
    runsOnOpen: 'run when the app is opened',
    refreshAfterSeconds: 'refresh published results',
    usesCachedSql: 'use cached SQL results',
  },
}
