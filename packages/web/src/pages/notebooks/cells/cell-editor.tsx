import type { CellOf, NotebookCell } from '@atrium/documents'
import { Box, Group, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CodeEditorHandle } from '../../../components/code-editor.tsx'
import { ChartForm } from '../forms/chart-form.tsx'
import { ComponentForm } from '../forms/component-form.tsx'
import { ExploreForm } from '../forms/explore-form.tsx'
import { FilterForm } from '../forms/filter-form.tsx'
import { NameField } from '../forms/name-field.tsx'
import { PivotForm } from '../forms/pivot-form.tsx'
import { SingleValueForm } from '../forms/single-value-form.tsx'
import { TableForm } from '../forms/table-form.tsx'
import { TitleField } from '../forms/title-field.tsx'
import { WritebackForm } from '../forms/writeback-form.tsx'
import { useNotebook } from '../notebook-context.ts'
import type { CellChange } from './cell-change.ts'
import { CellSummary } from './cell-summary.tsx'
import { CodeSource } from './code-source.tsx'
import { InputFields } from './input-fields.tsx'
import type { ToldProblem } from './told-problem.ts'
import { TextWriting } from './text-writing.tsx'
import { useCompletions } from './use-completions.ts'
import { useFailureMark } from './use-failure-mark.ts'

type Props = { cell: NotebookCell; isWriting: boolean; problems: readonly ToldProblem[]; goTo: { line: number; count: number } | null }

/** What a cell is made of. While it is written it has its fields; code is an editor all the time. */
export function CellEditor({ cell, isWriting, problems, goTo }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isWriting) place.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [isWriting])
  return (
    <Box ref={place}>
      {cell.kind === 'sql' && <SqlCell cell={cell} {...{ isWriting, problems, goTo }} />}
      {cell.kind === 'code' && <CodeCell cell={cell} {...{ isWriting, problems, goTo }} />}
      {cell.kind !== 'sql' && cell.kind !== 'code' && (isWriting ? <Fields cell={cell} problems={problems} /> : <CellSummary cell={cell} />)}
    </Box>
  )
}

type CodeProps<K extends 'sql' | 'code'> = Omit<Props, 'cell'> & { cell: CellOf<K> }

function SqlCell({ cell, isWriting, problems, goTo }: CodeProps<'sql'>) {
  const { t } = useTranslation()
  const { actions } = useNotebook()
  const completions = useCompletions(cell, isWriting)
  const marks = useMarks(cell.id, cell.sql, problems)
  const change = (given: CellChange): void => actions.change(cell.id, given)
  const { id } = cell
  const editor = useCallback((handle: CodeEditorHandle | null) => actions.edits(id, handle), [actions, id])
  return (
    <>
      {isWriting && (
        <Group gap="xs" align="flex-end" mb="xs">
          <NameField name={cell.name} onRename={(name) => actions.rename(cell.id, name)} />
          <TitleField cell={cell} />
          <SegmentedControl
            size="xs"
            aria-label={t('notebooks.runsOn')}
            value={cell.on}
            onChange={(on) => change({ on })}
            data={(['warehouse', 'results'] as const).map((value) => ({ value, label: t(`notebooks.on.${value}`) }))}
          />
          <NumberInput
            size="xs"
            w={150}
            label={t('notebookEditor.rowLimit')}
            placeholder={t('notebookEditor.noLimit')}
            value={cell.limit ?? ''}
            min={1}
            max={10_000_000}
            allowDecimal={false}
            onChange={(typed) => change({ limit: typeof typed === 'number' ? Math.max(1, typed) : undefined })}
          />
        </Group>
      )}
      <CodeSource
        label="SQL"
        language="sql"
        value={cell.sql}
        placeholder={t('notebooks.sqlPlaceholder')}
        completions={completions}
        marks={marks}
        goTo={goTo}
        isWriting={isWriting}
        onWrite={(sql) => change({ sql })}
        editor={editor}
      />
    </>
  )
}

function CodeCell({ cell, isWriting, problems, goTo }: CodeProps<'code'>) {
  const { t } = useTranslation()
  const { actions } = useNotebook()
  const completions = useCompletions(cell, isWriting)
  const marks = useMarks(cell.id, cell.code, problems)
  return (
    <>
      {isWriting && (
        <Group gap="xs" align="flex-end" mb="xs">
          <SegmentedControl
            size="xs"
            aria-label={t('notebooks.language')}
            value={cell.language}
            onChange={(language) => actions.change(cell.id, { language })}
            data={[
              { value: 'python', label: 'Python' },
              { value: 'typescript', label: 'TypeScript' },
            ]}
          />
          <TitleField cell={cell} />
        </Group>
      )}
      <CodeSource
        label={t('notebooks.code')}
        language={cell.language}
        value={cell.code}
        completions={completions}
        marks={marks}
        goTo={goTo}
        isWriting={isWriting}
        onWrite={(code) => actions.change(cell.id, { code })}
      />
    </>
  )
}

/** Lines of a cell to be marked: what is wrong as it is written, and where it failed. */
function useMarks(cellId: string, text: string, problems: readonly ToldProblem[]) {
  const failure = useFailureMark(cellId, text)
  return useMemo(
    () => [
      ...problems.flatMap(({ line, message, severity }) => (line === null ? [] : [{ line, message, isError: severity === 'error' }])),
      ...(failure === null ? [] : [failure]),
    ],
    [problems, failure],
  )
}

type FieldsProps = { cell: Exclude<NotebookCell, { kind: 'sql' | 'code' }>; problems: readonly ToldProblem[] }

function Fields({ cell, problems }: FieldsProps) {
  const { t } = useTranslation()
  const { actions } = useNotebook()
  const change = (given: CellChange): void => actions.change(cell.id, given)
  switch (cell.kind) {
    case 'text':
      return <TextWriting cell={cell} hasErrors={problems.some(({ severity }) => severity === 'error')} onWrite={(markdown) => change({ markdown })} />
    case 'section':
      return (
        <TextInput
          label={t('notebooks.sectionTitle')}
          defaultValue={cell.title}
          maxLength={300}
          onBlur={({ currentTarget: { value } }) => value !== cell.title && change({ title: value })}
          data-autofocus
        />
      )
    case 'input':
      return <InputFields cell={cell} onChange={change} nameField={<NameField name={cell.name} onRename={(name) => actions.rename(cell.id, name)} />} />
    case 'chart':
      return <ChartForm cell={cell} onChange={change} />
    case 'table':
      return <TableForm cell={cell} onChange={change} />
    case 'pivot':
      return <PivotForm cell={cell} onChange={change} />
    case 'single_value':
      return <SingleValueForm cell={cell} onChange={change} />
    case 'filter':
      return <FilterForm cell={cell} onChange={change} />
    case 'explore':
      return <ExploreForm cell={cell} onChange={change} />
    case 'writeback':
      return <WritebackForm cell={cell} onChange={change} />
    case 'component':
      return <ComponentForm cell={cell} onChange={change} />
  }
}
