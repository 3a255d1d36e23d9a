import type { NotebookProblem } from '@atrium/documents'
import { Badge, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWritten } from '../notebook-context.ts'
import { GraphDrawing } from './graph-drawing.tsx'
import { layOutGraph } from './lay-out-graph.ts'
import type { Labels } from './labels.ts'
import { ToCell } from './to-cell.tsx'

type Props = { labels: Labels; problems: readonly NotebookProblem[]; onShow: (id: string) => void }

/** Who reads whom: drawn, and as a list that says the names too. */
export function GraphPanel({ labels, problems, onShow }: Props) {
  const { t } = useTranslation()
  const { graph } = useWritten()
  const [how, setHow] = useState<'drawing' | 'list'>('drawing')
  const [isLarge, setIsLarge] = useState(false)
  const places = useMemo(() => layOutGraph(graph), [graph])
  const wrong = useMemo(() => new Set(problems.flatMap(({ cellId, severity }) => (severity === 'error' && cellId !== null ? [cellId] : []))), [problems])
  if (places.length === 0) return <Text size="sm">{t('notebooks.nothingRead')}</Text>
  const waitsOnly = (id: string): string[] => [...(graph.waitsFor.get(id) ?? [])].filter((other) => graph.reads.get(id)?.has(other) !== true)
  const drawn = { places, wrong, labels }
  const choice = (
    <SegmentedControl
      size="xs"
      style={{ alignSelf: 'start' }}
      aria-label={t('notebookEditor.graphAs')}
      value={how}
      onChange={setHow}
      data={(['drawing', 'list'] as const).map((value) => ({ value, label: t(`notebookEditor.graphForms.${value}`) }))}
    />
  )
  if (how === 'drawing') {
    return (
      <Stack gap="xs">
        <GraphDrawing {...drawn} onShow={onShow} onEnlarge={() => setIsLarge(true)}>
          {choice}
        </GraphDrawing>
        <Modal opened={isLarge} onClose={() => setIsLarge(false)} title={t('notebooks.graph')} size="xl" fullScreen>
          <Stack gap="xs">
            <GraphDrawing
              {...drawn}
              onShow={(id) => {
                setIsLarge(false)
                onShow(id)
              }}
            />
          </Stack>
        </Modal>
      </Stack>
    )
  }
  return (
    <Stack gap="xs">
      {choice}
      <Stack gap="xs" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {places.map(({ id }) => (
          <li key={id}>
            <ToCell id={id} labels={labels} onShow={onShow} />{' '}
            {wrong.has(id) && (
              <Badge size="xs" color="red" variant="light">
                {t('notebooks.cannotRun')}
              </Badge>
            )}
            {[...(graph.reads.get(id) ?? [])].map(([read, names]) => (
              <Text key={read} size="xs" c="dimmed" ps="sm">
                {t('notebooks.reads', { names: [...new Set(names)].join(', '), cell: labels.get(read) ?? read })}
              </Text>
            ))}
            {waitsOnly(id).length > 0 && (
              <Text size="xs" c="dimmed" ps="sm">
                {t('notebookEditor.waitsFor', {
                  cells: waitsOnly(id)
                    .map((other) => labels.get(other) ?? other)
                    .join(', '),
                })}
              </Text>
            )}
            {(graph.readBy.get(id)?.size ?? 0) > 0 && (
              <Text size="xs" c="dimmed" ps="sm">
                {t('notebooks.readBy', { cells: [...(graph.readBy.get(id) ?? [])].map((reader) => labels.get(reader) ?? reader).join(', ') })}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </Stack>
  )
}
