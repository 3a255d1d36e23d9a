import { cellLabels, mergeNotebooks, notebookChanges, resolveMerge, tellChange, type MergeConflict, type NotebookDocument } from '@atrium/documents'
import { Button, Code, Group, List, Paper, SegmentedControl, SimpleGrid, Text } from '@mantine/core'
import { useMemo, useState, type ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { ConflictFrame, DraftConflict, SideButtons, type ConflictOf } from '../../../components/draft/draft-conflict.tsx'
import { useLanguage } from '../../../i18n/language.ts'

type Props = ComponentProps<ConflictOf<NotebookDocument>>

/** What two people made of one notebook: what each did, and for all that cannot be both whose it shall be. */
export function NotebookConflict(props: Props) {
  const { base, theirs } = props
  const saved = theirs.draft
  if (base === null || saved === null) return <DraftConflict {...props} />
  return <Merge {...props} base={base} saved={saved.document} />
}

function Merge({ base, saved, ours, theirs, onDecide }: Props & { base: NotebookDocument; saved: NotebookDocument }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const merged = useMemo(() => mergeNotebooks(base, ours, saved), [base, ours, saved])
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set())
  const labels = useMemo(() => new Map([...cellLabels(base, locale), ...cellLabels(saved, locale), ...cellLabels(ours, locale)]), [base, saved, ours, locale])
  const choose = (key: string, isMine: boolean): void =>
    setMine((before) => {
      const next = new Set(before)
      if (isMine) next.add(key)
      else next.delete(key)
      return next
    })
  return (
    <ConflictFrame theirs={theirs}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Did title={t('notebookEditor.merge.theyDid')} before={base} after={saved} />
        <Did title={t('notebookEditor.merge.youDid')} before={base} after={ours} />
      </SimpleGrid>
      <Text size="sm">{t('notebookEditor.merge.explained')}</Text>
      {merged.conflicts.map((conflict) => {
        const key = keyOf(conflict)
        const name = labels.get(conflict.id ?? '')
        const part = t(`notebookEditor.merge.parts.${conflict.part}`)
        const title = [name ?? part, conflict.key].filter((text) => text !== null).join(' · ')
        return (
          <Paper key={key} withBorder p="sm" role="group" aria-label={title}>
            <Group justify="space-between" mb="xs">
              <Text size="sm" fw={600}>
                {title}
              </Text>
              <SegmentedControl
                size="xs"
                aria-label={t('notebookEditor.merge.whose', { what: title })}
                value={mine.has(key) ? 'mine' : 'theirs'}
                onChange={(whose) => choose(key, whose === 'mine')}
                data={(['theirs', 'mine'] as const).map((value) => ({ value, label: t(`notebookEditor.merge.${value}`) }))}
              />
            </Group>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Side title={t('notebookEditor.merge.theirs')} value={conflict.theirs} labels={labels} isOrder={conflict.part === 'order'} />
              <Side title={t('notebookEditor.merge.mine')} value={conflict.mine} labels={labels} isOrder={conflict.part === 'order'} />
            </SimpleGrid>
          </Paper>
        )
      })}
      <SideButtons theirs={theirs} onDecide={onDecide}>
        <Button onClick={() => onDecide({ both: resolveMerge(merged, (conflict) => mine.has(keyOf(conflict))) })}>{t('notebookEditor.merge.goOn')}</Button>
      </SideButtons>
    </ConflictFrame>
  )
}

const keyOf = ({ part, id, key }: MergeConflict): string => `${part} ${id} ${key}`

/** What somebody did, in words. */
function Did({ title, before, after }: { title: string; before: NotebookDocument; after: NotebookDocument }) {
  const { locale } = useLanguage()
  const told = useMemo(() => {
    const [labelsBefore, labels] = [cellLabels(before, locale), cellLabels(after, locale)]
    return notebookChanges(before, after).map((change) => tellChange(change, change.what === 'cell_removed' ? labelsBefore : labels, locale))
  }, [before, after, locale])
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm">
        {told.map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
    </div>
  )
}

function Side({ title, value, labels, isOrder }: { title: string; value: unknown; labels: ReadonlyMap<string, string>; isOrder: boolean }) {
  const { t } = useTranslation()
  return (
    <div>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      {value === undefined ? (
        <Text size="sm">{t('notebookEditor.merge.removed')}</Text>
      ) : (
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: 300 }}>
          {isOrder ? (value as string[]).map((id) => labels.get(id) ?? id).join('\n') : typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
        </Code>
      )}
    </div>
  )
}
