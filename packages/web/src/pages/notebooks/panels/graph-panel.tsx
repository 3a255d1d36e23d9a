import type { NotebookProblem } from '@atrium/documents'
import { Badge, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWritten } from '../notebook-context.ts'
import { useCellState } from './cell-dot.tsx'
import { layOutGraph, type Placed } from './lay-out-graph.ts'
import type { Labels } from './labels.ts'
import { ToCell } from './to-cell.tsx'
import classes from './panels.module.css'

type Props = { labels: Labels; problems: readonly NotebookProblem[]; onShow: (id: string) => void }

const size = { width: 150, height: 34, gapX: 18, gapY: 34, margin: 10 }
const left = ({ column }: Placed): number => size.margin + column * (size.width + size.gapX)
const top = ({ row }: Placed): number => size.margin + row * (size.height + size.gapY)

/** Who reads whom: drawn, and as a list that says the names too. */
export function GraphPanel({ labels, problems, onShow }: Props) {
  const { t } = useTranslation()
  const { graph } = useWritten()
  const [how, setHow] = useState<'drawing' | 'list'>('drawing')
  const places = useMemo(() => layOutGraph(graph), [graph])
  const wrong = useMemo(() => new Set(problems.flatMap(({ cellId, severity }) => (severity === 'error' && cellId !== null ? [cellId] : []))), [problems])
  if (places.length === 0) return <Text size="sm">{t('notebooks.nothingRead')}</Text>
  return (
    <Stack gap="xs">
      <SegmentedControl
        size="xs"
        style={{ alignSelf: 'start' }}
        aria-label={t('notebookEditor.graphAs')}
        value={how}
        onChange={setHow}
        data={(['drawing', 'list'] as const).map((value) => ({ value, label: t(`notebookEditor.graphForms.${value}`) }))}
      />
      {how === 'drawing' ? (
        <Drawing places={places} wrong={wrong} labels={labels} onShow={onShow} />
      ) : (
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
              {(graph.readBy.get(id)?.size ?? 0) > 0 && (
                <Text size="xs" c="dimmed" ps="sm">
                  {t('notebooks.readBy', { cells: [...(graph.readBy.get(id) ?? [])].map((reader) => labels.get(reader) ?? reader).join(', ') })}
                </Text>
              )}
            </li>
          ))}
        </Stack>
      )}
    </Stack>
  )
}

type DrawingProps = { places: readonly Placed[]; wrong: ReadonlySet<string>; labels: Labels; onShow: (id: string) => void }

function Drawing({ places, wrong, labels, onShow }: DrawingProps) {
  const { t } = useTranslation()
  const { graph } = useWritten()
  const [lit, setLit] = useState<string | null>(null)
  const byId = useMemo(() => new Map(places.map((place) => [place.id, place])), [places])
  const width = Math.max(...places.map(left)) + size.width + size.margin
  const height = Math.max(...places.map(top)) + size.height + size.margin
  return (
    <div className={classes['graph']}>
      <svg width={width} height={height} role="group" aria-label={t('notebooks.graph')}>
        {places.flatMap((to) =>
          [...(graph.reads.get(to.id)?.keys() ?? [])].flatMap((read) => {
            const from = byId.get(read)
            if (from === undefined) return []
            return [<path key={`${read} ${to.id}`} className={classes['edge']} data-lit={lit === read || lit === to.id || undefined} d={line(from, to)} />]
          }),
        )}
        {places.map((place) => (
          <Node
            key={place.id}
            place={place}
            label={labels.get(place.id) ?? place.id}
            isWrong={wrong.has(place.id)}
            onShow={() => onShow(place.id)}
            onLight={(isLit) => setLit(isLit ? place.id : null)}
          />
        ))}
      </svg>
    </div>
  )
}

/** From below the one to above the other, with a bend. */
function line(from: Placed, to: Placed): string {
  const [x1, y1, x2, y2] = [left(from) + size.width / 2, top(from) + size.height, left(to) + size.width / 2, top(to)]
  const bend = Math.max(20, (y2 - y1) / 2)
  return `M ${x1} ${y1} C ${x1} ${y1 + bend}, ${x2} ${y2 - bend}, ${x2} ${y2}`
}

type NodeProps = { place: Placed; label: string; isWrong: boolean; onShow: () => void; onLight: (isLit: boolean) => void }

function Node({ place, label, isWrong, onShow, onLight }: NodeProps) {
  const { t } = useTranslation()
  const state = useCellState(place.id)
  const word = isWrong ? t('notebooks.cannotRun') : state === 'stale' ? t('appSession.stale') : t(`appSession.states.${state}`)
  return (
    <g
      role="button"
      tabIndex={0}
      aria-label={`${label}: ${word}`}
      className={classes['node']}
      data-state={state}
      data-wrong={isWrong || undefined}
      onClick={onShow}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onShow()
      }}
      onPointerEnter={() => onLight(true)}
      onPointerLeave={() => onLight(false)}
      onFocus={() => onLight(true)}
      onBlur={() => onLight(false)}
    >
      <title>{`${label}: ${word}`}</title>
      <rect x={left(place)} y={top(place)} width={size.width} height={size.height} rx={6} />
      <text x={left(place) + 10} y={top(place) + 21}>
        {label.length > 20 ? `${label.slice(0, 19)}…` : label}
      </text>
    </g>
  )
}
