import { definedNames, inputsOf, type CellOf, type NotebookDocument, type Scalar } from '@atrium/documents'
import { Group, NumberInput, Select, Stack, TagsInput, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { appsQuery } from '../../../api/apps.ts'
import { draftQuery } from '../../../api/drafts.ts'
import { TextField } from '../../../components/text-field.tsx'
import { useNames, useNotebook } from '../notebook-context.ts'
import { TitleField } from './title-field.tsx'

type ComponentCell = CellOf<'component'>
type Props = { cell: ComponentCell; onChange: (change: Partial<ComponentCell>) => void }

/** Which other notebook is used here, in which version, with which inputs, and which of its results are taken. */
export function ComponentForm({ cell, onChange }: Props) {
  const { t } = useTranslation()
  const { projectUuid, appUuid } = useNotebook()
  const values = useNames('value')
  const apps = (useQuery(appsQuery(projectUuid)).data ?? []).filter(({ uuid }) => uuid !== appUuid)
  const other = useQuery({ ...draftQuery<NotebookDocument>('apps', cell.componentId), retry: false })
  const document = other.data?.published.document
  const inputs = document === undefined ? [] : inputsOf(document)
  const results = document === undefined ? [] : [...new Set(document.cells.flatMap((one) => definedNames(one).map(({ name }) => name)))]
  const taken = cell.results ?? {}
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-start">
        <Select
          size="xs"
          label={t('notebookEditor.component')}
          data={[
            ...apps.map(({ uuid, name }) => ({ value: uuid, label: name })),
            ...(apps.some(({ uuid }) => uuid === cell.componentId) ? [] : [{ value: cell.componentId, label: t('notebookEditor.componentUnknown') }]),
          ]}
          value={cell.componentId}
          searchable
          allowDeselect={false}
          openOnFocus={false}
          onChange={(componentId) => componentId !== null && onChange({ componentId, version: null, inputs: undefined, results: undefined })}
          data-autofocus
        />
        <NumberInput
          size="xs"
          w={150}
          label={t('notebookEditor.componentVersion')}
          placeholder={t('notebookEditor.newest')}
          min={1}
          allowDecimal={false}
          value={cell.version ?? ''}
          onChange={(version) => onChange({ version: typeof version === 'number' && version >= 1 ? version : null })}
        />
        <TitleField cell={cell} />
      </Group>
      {other.isError && (
        <Text size="xs" c="var(--mantine-color-error)">
          {t('notebookEditor.componentClosed')}
        </Text>
      )}
      {inputs.map(({ id, name, title }) => (
        <TextField
          key={id}
          label={title ?? name}
          description={t('notebookEditor.inputHint', { open: '{{', example: values[0] ?? 'name', close: '}}' })}
          value={textOf(cell.inputs?.[name])}
          onCommit={(text) => {
            const { [name]: _, ...rest } = cell.inputs ?? {}
            onChange({ inputs: text === '' ? rest : { ...rest, [name]: valueOf(text) } })
          }}
        />
      ))}
      <TagsInput
        size="xs"
        label={t('notebookEditor.componentResults')}
        data={results}
        value={Object.values(taken)}
        onChange={(names) => {
          const known = new Map(Object.entries(taken).map(([here, there]) => [there, here]))
          onChange({ results: Object.fromEntries(names.filter((name) => results.includes(name)).map((name) => [known.get(name) ?? name, name])) })
        }}
      />
    </Stack>
  )
}

/** A value as it is written in a field: numbers and truth as they are, everything else as text. */
function valueOf(text: string): Scalar {
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : Array.isArray(value) ? value.join(', ') : String(value))
