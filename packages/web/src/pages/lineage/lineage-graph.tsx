import { Text } from '@mantine/core'
import { IconApi, IconChartBar, IconColumns3, IconLayoutDashboard, IconMathFunction, IconTag, type Icon } from '@tabler/icons-react'
import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lineage, LineageKind } from '../../api/catalog.ts'
import classes from './lineage.module.css'
import { downstreamOf, layered, stepFrom, upstreamOf } from './walk-lineage.ts'

type Props = {
  lineage: Lineage
  name: string
  chosen: string
  onChoose: (id: string) => void
  onFocus: (id: string) => void
}

const signs: Readonly<Record<LineageKind, Icon>> = {
  column: IconColumns3,
  dimension: IconTag,
  metric: IconMathFunction,
  chart: IconChartBar,
  dashboard: IconLayoutDashboard,
  endpoint: IconApi,
}

/** Sizes in pixels. */
const box = { width: 190, height: 34, gapX: 70, gapY: 10, head: 28 }

/** Layers from columns to dashboards with the lines between them; what is chosen lights up what it is made of and what is made of it. */
export function LineageGraph({ lineage, name, chosen, onChoose, onFocus }: Props) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLDivElement>(null)
  const columns = layered(lineage.nodes)
  const places = new Map(
    columns.flatMap(({ nodes }, x) => nodes.map(({ id }, y) => [id, { x: x * (box.width + box.gapX), y: box.head + y * (box.height + box.gapY) }] as const)),
  )
  const width = columns.length * (box.width + box.gapX) - box.gapX
  const height = box.head + Math.max(...columns.map(({ nodes }) => nodes.length)) * (box.height + box.gapY)
  const lit = new Set([...upstreamOf(lineage, chosen), ...downstreamOf(lineage, chosen)])
  const onKey = (event: KeyboardEvent, id: string): void => {
    const next = stepFrom(lineage, id, event.key)
    if (next === id) return
    event.preventDefault()
    onChoose(next)
    canvas.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus()
  }
  return (
    <div style={{ overflowX: 'auto' }}>
      <div ref={canvas} className={classes['canvas']} style={{ width, height }} role="group" aria-label={t('lineage.graph', { name })}>
        <svg className={classes['lines']} width={width} height={height} aria-hidden>
          {lineage.edges.map(({ from, to }) => {
            const [start, end] = [places.get(from), places.get(to)]
            if (start === undefined || end === undefined) return null
            return <path key={`${from} ${to}`} className={classes['line']} d={lineBetween(start, end)} data-lit={(lit.has(from) && lit.has(to)) || undefined} />
          })}
        </svg>
        {columns.map(({ kind, nodes }, x) => {
          const Sign = signs[kind]
          return (
            <div key={kind} role="group" aria-label={t(`lineage.layers.${kind}`)}>
              <Text className={classes['heading'] ?? ''} size="xs" fw={600} style={{ insetInlineStart: x * (box.width + box.gapX) }}>
                {t(`lineage.layers.${kind}`)}
              </Text>
              {nodes.map(({ id, label, place }) => {
                const at = places.get(id)
                return (
                  <button
                    key={id}
                    type="button"
                    className={classes['node']}
                    data-node={id}
                    data-lit={lit.has(id) || undefined}
                    data-focus={id === lineage.focus || undefined}
                    aria-pressed={id === chosen}
                    aria-label={t('lineage.node', { kind: t(`lineage.kinds.${kind}`), name: label, place })}
                    title={`${label} · ${place}`}
                    tabIndex={id === chosen ? 0 : -1}
                    style={{ insetInlineStart: at?.x, insetBlockStart: at?.y, width: box.width, height: box.height }}
                    onClick={() => (id === chosen ? onFocus(id) : onChoose(id))}
                    onKeyDown={(event) => onKey(event, id)}
                  >
                    <Sign size={15} stroke={1.7} aria-hidden style={{ flex: 'none' }} />
                    <span className={classes['name']}>{label}</span>
                  </button>
                )
              })}
            </div>
          )
        })}
      </div>
    </div>
  )
}

type Place = { x: number; y: number }

/** From the right side of one box to the left side of another; within a layer around its right. */
function lineBetween(from: Place, to: Place): string {
  const [startX, startY, endY] = [from.x + box.width, from.y + box.height / 2, to.y + box.height / 2]
  if (from.x === to.x) return `M${startX},${startY} C${startX + 40},${startY} ${startX + 40},${endY} ${startX},${endY}`
  const middle = (startX + to.x) / 2
  return `M${startX},${startY} C${middle},${startY} ${middle},${endY} ${to.x},${endY}`
}
