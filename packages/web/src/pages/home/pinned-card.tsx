import { ActionIcon, Group, Paper, Title, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orderPins } from '../../api/pins.ts'
import { homeQuery, type Home, type HomeItem } from '../../api/projects.ts'
import { UnpublishedMark } from '../../components/content-care/unpublished-mark.tsx'
import { contentIcons } from '../../components/content-icons.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useMay } from '../../components/use-may.ts'
import { contentHref } from './content-href.ts'
import classes from './home.module.css'
import { moved } from './moved.ts'

/** What is pinned in a project; those who may put it in order by dragging, or with the arrows of each row. */
export function PinnedCard({ projectUuid, items }: { projectUuid: string; items: HomeItem[] }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const mayOrder = useMay(projectUuid, 'pins.manage') && items.length > 1
  const [dragged, setDragged] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const move = async (from: number, to: number): Promise<void> => {
    const next = moved(items, from, to)
    if (next === items) return
    const { queryKey } = homeQuery(projectUuid)
    const setPinned = (pinned: HomeItem[]): unknown => queryClient.setQueryData<Home>(queryKey, (home) => home && { ...home, pinned })
    setPinned(next)
    setSaid(t('pins.movedTo', { name: items[from]?.name ?? '', position: to + 1, count: items.length }))
    try {
      await orderPins(projectUuid, next)
    } catch (error) {
      setPinned(items)
      toastFailed(t('pins.orderFailed'), error)
    }
  }
  return (
    <Paper withBorder radius="md" component="section" aria-label={t('home.pinned')}>
      <Group px="md" py="sm" className={classes['head'] ?? ''}>
        <Title order={2} size="h5">
          {t('home.pinned')}
        </Title>
      </Group>
      <ol className={classes['list']}>
        {items.map((item, index) => {
          const Sign = contentIcons[item.kind]
          return (
            // Dragging is for the mouse; the arrows of the row do the same by keyboard.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
            <li
              key={item.uuid}
              className={classes['pinned']}
              draggable={mayOrder}
              data-dragged={dragged === index || undefined}
              onDragStart={() => setDragged(index)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => {
                if (dragged !== null) event.preventDefault()
              }}
              onDrop={(event) => {
                event.preventDefault()
                if (dragged !== null) void move(dragged, index)
                setDragged(null)
              }}
            >
              {mayOrder && <IconGripVertical size={16} className={classes['grip']} aria-hidden />}
              <LinkTo href={contentHref(projectUuid, item)} className={classes['row']} draggable={false}>
                <Sign size={18} stroke={1.6} aria-hidden />
                <span className={classes['name']}>
                  {item.name}
                  <UnpublishedMark unpublished={item.unpublished} compact />
                </span>
              </LinkTo>
              {mayOrder && (
                <Group gap={0} wrap="nowrap">
                  <MoveButton label={t('pins.up', { name: item.name })} disabled={index === 0} onClick={() => void move(index, index - 1)} isUp />
                  <MoveButton label={t('pins.down', { name: item.name })} disabled={index === items.length - 1} onClick={() => void move(index, index + 1)} />
                </Group>
              )}
            </li>
          )
        })}
      </ol>
      <span role="status" className={classes['hidden']}>
        {said}
      </span>
    </Paper>
  )
}

/** Stays focusable at the ends, so that the keyboard does not lose its place while something is moved. */
function MoveButton({ label, disabled, onClick, isUp = false }: { label: string; disabled: boolean; onClick: () => void; isUp?: boolean }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={28} aria-label={label} aria-disabled={disabled} {...(disabled ? { 'data-disabled': true } : { onClick })}>
        {isUp ? <IconArrowUp size={15} /> : <IconArrowDown size={15} />}
      </ActionIcon>
    </Tooltip>
  )
}
