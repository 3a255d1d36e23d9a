import type { NotebookDocument } from '@atrium/documents'
import { Button, Checkbox, Group, Mark, Modal, NavLink, Stack, Text, TextInput } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../../../components/toast.ts'
import { findInCells, patternOf, replacedInCells } from './find-in-cells.ts'

type Props = {
  document: NotebookDocument
  labels: ReadonlyMap<string, string>
  onEdit: (change: (document: NotebookDocument) => NotebookDocument) => void
  onShow: (cellId: string) => void
  onClose: () => void
}

/** Finds a text in what cells are written in, and puts another in its place, in one step that can be taken back. */
export function FindDialog({ document, labels, onEdit, onShow, onClose }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState({ text: '', isCaseSensitive: false, isPattern: false })
  const [replacement, setReplacement] = useState('')
  const wanted = useDeferredValue(search)
  const pattern = useMemo(() => patternOf(wanted), [wanted])
  const found = useMemo(() => (pattern === null ? [] : findInCells(document.cells, pattern)), [document, pattern])
  const isWrong = search.text !== '' && patternOf(search) === null
  const replaceAll = (): void => {
    if (pattern === null) return
    onEdit((now) => ({ ...now, cells: replacedInCells(now.cells, pattern, { text: replacement, isPattern: search.isPattern }) }))
    toastDone(t('notebookEditor.replaced', { count: found.length }))
  }
  return (
    <Modal opened onClose={onClose} title={t('notebookEditor.find')} size="lg" returnFocus={false}>
      <Stack gap="sm">
        <TextInput
          label={t('notebookEditor.findText')}
          value={search.text}
          maxLength={1000}
          error={isWrong ? t('notebookEditor.noPattern') : undefined}
          onChange={(event) => setSearch({ ...search, text: event.currentTarget.value })}
          data-autofocus
        />
        <Group gap="md">
          <Checkbox
            size="xs"
            label={t('notebookEditor.caseSensitive')}
            checked={search.isCaseSensitive}
            onChange={(event) => setSearch({ ...search, isCaseSensitive: event.currentTarget.checked })}
          />
          <Checkbox
            size="xs"
            label={t('notebookEditor.pattern')}
            checked={search.isPattern}
            onChange={(event) => setSearch({ ...search, isPattern: event.currentTarget.checked })}
          />
        </Group>
        <Group gap="xs" align="flex-end">
          <TextInput
            style={{ flex: 1 }}
            label={t('notebookEditor.replaceBy')}
            value={replacement}
            maxLength={10_000}
            onChange={(event) => setReplacement(event.currentTarget.value)}
          />
          <Button disabled={found.length === 0} onClick={replaceAll}>
            {t('notebookEditor.replaceAll')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed" role="status">
          {search.text === '' ? '' : t('notebookEditor.foundCount', { count: found.length })}
        </Text>
        <div>
          {found.map(({ cellId, line, before, match, after }, place) => (
            <NavLink
              // oxlint-disable-next-line react/no-array-index-key -- what is found is its place
              key={place}
              component="button"
              py={4}
              label={
                <Text size="sm" truncate>
                  <b>{labels.get(cellId) ?? cellId}</b> {t('notebookEditor.foundAt', { line })} {before}
                  <Mark>{match}</Mark>
                  {after}
                </Text>
              }
              onClick={() => {
                onClose()
                onShow(cellId)
              }}
            />
          ))}
        </div>
      </Stack>
    </Modal>
  )
}
