import { Badge, Group, SegmentedControl, Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContentImportReport } from '../../api/content-import.ts'
import { WideTable } from '../../components/wide-table.tsx'

type Line = {
  outcome: 'new' | 'update' | 'skip'
  kind: ContentImportReport['items'][number]['kind'] | ContentImportReport['skipped'][number]['kind']
  name: string
  file: string
  notes: string[]
}

const views = ['all', 'differ', 'skipped'] as const
type View = (typeof views)[number]
const shownIn: Readonly<Record<View, (line: Line) => boolean>> = {
  all: () => true,
  differ: ({ outcome, notes }) => outcome !== 'skip' && notes.length > 0,
  skipped: ({ outcome }) => outcome === 'skip',
}
/** Lines that are drawn: large exports have thousands. */
const most = 300

const linesOf = ({ items, skipped }: ContentImportReport): Line[] => [
  ...skipped.map(({ kind, name, file, reason }): Line => ({ outcome: 'skip', kind, name, file, notes: [reason] })),
  ...items.map(({ kind, name, file, isUpdate, notes }): Line => ({ outcome: isUpdate ? 'update' : 'new', kind, name, file, notes })),
]

const colors = { new: 'green', update: 'blue', skip: 'red' } as const

/** What would become of each thing of an export, or what became of it. */
export function ReportTable({ report, isDimmed = false }: { report: ContentImportReport; isDimmed?: boolean }) {
  const { t } = useTranslation()
  const [view, setView] = useState<View>('all')
  const lines = linesOf(report)
  const shown = lines.filter(shownIn[view])
  return (
    <section aria-label={t('contentImport.report')} style={isDimmed ? { opacity: 0.55 } : {}}>
      <Group justify="space-between" mb="xs">
        <div>
          <Title order={2} size="h5">
            {t('contentImport.report')}
          </Title>
          <Text size="sm" c="dimmed" className="numbers" role="status">
            {t('contentImport.counts', {
              created: report.items.filter(({ isUpdate }) => !isUpdate).length,
              updated: report.items.filter(({ isUpdate }) => isUpdate).length,
              differ: lines.filter(shownIn.differ).length,
              skipped: report.skipped.length,
            })}
          </Text>
        </div>
        <SegmentedControl
          size="xs"
          aria-label={t('contentImport.show')}
          value={view}
          onChange={setView}
          data={views.map((each) => ({ value: each, label: `${t(`contentImport.views.${each}`)} (${lines.filter(shownIn[each]).length})` }))}
        />
      </Group>
      <WideTable minWidth={640}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('contentImport.name')}</Table.Th>
              <Table.Th>{t('contentImport.kind')}</Table.Th>
              <Table.Th>{t('contentImport.outcome')}</Table.Th>
              <Table.Th>{t('contentImport.notes')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.slice(0, most).map(({ outcome, kind, name, file, notes }) => (
              <Table.Tr key={`${kind}|${file}|${name}`}>
                <Table.Td title={file}>{name}</Table.Td>
                <Table.Td>{t(`contentImport.kinds.${kind}`)}</Table.Td>
                <Table.Td>
                  <Badge variant="light" color={colors[outcome]} tt="none">
                    {t(`contentImport.outcomes.${outcome}`)}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  {notes.map((note, index) => (
                    <Text key={index} size="sm">
                      {note}
                    </Text>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {shown.length > most && (
        <Text size="sm" c="dimmed">
          {t('contentImport.more', { count: shown.length - most })}
        </Text>
      )}
    </section>
  )
}
