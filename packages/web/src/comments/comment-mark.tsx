import { ActionIcon, Indicator, Tooltip } from '@mantine/core'
import { IconMessageCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useComments } from './comments-context.ts'

/** On a tile or cell: how much is said about it, and the way to that. Nothing where nobody said anything and the reader may not. */
export function CommentMark({ partId, name }: { partId: string; name: string }) {
  const { t } = useTranslation()
  const comments = useComments()
  const count = comments?.counts.get(partId) ?? 0
  if (comments === null || (count === 0 && !comments.mayComment)) return null
  const label = count === 0 ? t('comments.on', { name }) : t('comments.countOn', { count, name })
  return (
    <Tooltip label={label}>
      <Indicator disabled={count === 0} label={count} size={14} offset={4} zIndex={1}>
        <ActionIcon size={26} aria-label={label} onClick={() => comments.open(partId)}>
          <IconMessageCircle size={15} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  )
}
