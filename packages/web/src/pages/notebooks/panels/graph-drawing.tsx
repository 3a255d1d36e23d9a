import { Group } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWritten } from '../notebook-context.ts'
import { useCellState } from './cell-dot.tsx'
import { GraphZoom } from './graph-zoom.tsx'
import { linkedTo, type Placed } from './lay-out-graph.ts'
import type { Labels } from './labels.ts'
import { walkGraph } from './walk-graph.ts'
import classes from './panels.module.css'

type Props = {
  places: readonly Placed[]
  wrong: ReadonlySet<string>
  labels: Labels
  onShow: (id: string) => void
  /** Opens it where there is more room; absent where there is. */
  onEnlarge?: () => void
  /** Beside the buttons that make it larger and smaller. */
  children?: ReactNode
}

const size = { width: 150, height: 34, gapX: 18, gapY: 34, margin: 10 }
const left = ({ column }: Placed): number => size.margin + column * (size.width + size.gapX)
const top = ({ row }: Placed): number => size.margin + row * (size.height + size.gapY)

/** Smaller, names can hardly be read: the drawing scrolls then. */
const readable = 0.7
const steps = { factor: 1.25, least: 0.05, most: 2 }
/** What is high at most beside the cells (see `.graph`), in pixels without the border. */
const mostHeight = 418

/** Who reads whom, drawn. One stop of the Tab key, from which arrows lead from cell to cell. */
export function GraphDrawing({ places, wrong, labels, onShow, onEnlarge, children }: Props) {
  const { t } = useTranslation()
  const { graph } = useWritten()
  const { ref, width: room, height: roomDown } = useElementSize<HTMLDivElement>()
  const keysId = useId()
  const [pointed, setPointed] = useState<string | null>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const lit = pointed ?? focused
  const [wanted, setWanted] = useState<string | null>(null)
  const [chosen, setChosen] = useState<number | 'width' | 'all'>('width')
  const byId = useMemo(() => new Map(places.map((place) => [place.id, place])), [places])
  const [first] = places
  const at = byId.get(wanted ?? '') ?? first
  const width = Math.max(...places.map(left)) + size.width + size.margin
  const height = Math.max(...places.map(top)) + size.height + size.margin
  const fits = { width: Math.max(readable, room / width), all: Math.min(room / width, (onEnlarge === undefined ? roomDown : mostHeight) / height) }
  const zoom = typeof chosen === 'number' ? chosen : room === 0 ? 1 : Math.min(1, fits[chosen])
  const zoomBy = (factor: number): void => setChosen(Math.min(steps.most, Math.max(steps.least, zoom * factor)))
  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || at === undefined) return
    const to = walkGraph(places, at, event.key)
    if (to !== undefined) {
      setWanted(to.id)
      event.currentTarget.ownerSVGElement?.querySelector<SVGGElement>(`[data-node="${CSS.escape(to.id)}"]`)?.focus()
    } else if (event.key === 'Enter' || event.key === ' ') onShow(at.id)
    else if (event.key === '+') zoomBy(steps.factor)
    else if (event.key === '-') zoomBy(1 / steps.factor)
    else if (event.key === '0') setChosen('all')
    else return
    event.preventDefault()
  }
  return (
    <>
      <Group gap="xs" justify="space-between">
        {children}
        <GraphZoom onIn={() => zoomBy(steps.factor)} onOut={() => zoomBy(1 / steps.factor)} onAll={() => setChosen('all')} onEnlarge={onEnlarge} />
      </Group>
      <div ref={ref} className={classes['graph']} data-large={onEnlarge === undefined || undefined}>
        <svg
          width={width * zoom}
          height={height * zoom}
          viewBox={`0 0 ${width} ${height}`}
          role="group"
          aria-label={t('notebooks.graph')}
          aria-describedby={keysId}
          data-lit={lit !== null || undefined}
        >
          <desc id={keysId}>{t('notebookEditor.graphKeys')}</desc>
          {places.flatMap((to) =>
            [...linkedTo(graph, to.id)].flatMap((read) => {
              const from = byId.get(read)
              if (from === undefined) return []
              return [
                <path
                  key={`${read} ${to.id}`}
                  className={classes['edge']}
                  data-lit={lit === read || lit === to.id || undefined}
                  data-waits={graph.reads.get(to.id)?.has(read) === true ? undefined : true}
                  d={line(from, to)}
                />,
              ]
            }),
          )}
          {places.map((place) => (
            <Node
              key={place.id}
              place={place}
              label={labels.get(place.id) ?? place.id}
              isWrong={wrong.has(place.id)}
              isStop={place === at}
              onShow={() => onShow(place.id)}
              onKeyDown={onKeyDown}
              onFocus={(isFocused) => {
                setFocused(isFocused ? place.id : null)
                if (isFocused) setWanted(place.id)
              }}
              onPoint={(isPointed) => setPointed(isPointed ? place.id : null)}
            />
          ))}
        </svg>
      </div>
    </>
  )
}

/** From below the one to above the other, with a bend. */
function line(from: Placed, to: Placed): string {
  const [x1, y1, x2, y2] = [left(from) + size.width / 2, top(from) + size.height, left(to) + size.width / 2, top(to)]
  const bend = Math.max(20, (y2 - y1) / 2)
  return `M ${x1} ${y1} C ${x1} ${y1 + bend}, ${x2} ${y2 - bend}, ${x2} ${y2}`
}

type NodeProps = {
  place: Placed
  label: string
  isWrong: boolean
  isStop: boolean
  onShow: () => void
  onKeyDown: (event: KeyboardEvent<SVGGElement>) => void
  onFocus: (isFocused: boolean) => void
  onPoint: (isPointed: boolean) => void
}

function Node({ place, label, isWrong, isStop, onShow, onKeyDown, onFocus, onPoint }: NodeProps) {
  const { t } = useTranslation()
  const state = useCellState(place.id)
  const word = isWrong ? t('notebooks.cannotRun') : state === 'stale' ? t('appSession.stale') : t(`appSession.states.${state}`)
  return (
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={`${label}: ${word}`}
      className={classes['node']}
      data-node={place.id}
      data-state={state}
      data-wrong={isWrong || undefined}
      onClick={onShow}
      onKeyDown={onKeyDown}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
      onFocus={(event) => {
        // Shapes are not scrolled into sight by their focus.
        event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        onFocus(true)
      }}
      onBlur={() => onFocus(false)}
    >
      <title>{`${label}: ${word}`}</title>
      <rect x={left(place)} y={top(place)} width={size.width} height={size.height} rx={6} />
      <text x={left(place) + 10} y={top(place) + 21}>
        {label.length > 20 ? `${label.slice(0, 19)}…` : label}
      </text>
    </g>
  )
}
