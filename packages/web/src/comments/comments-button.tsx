import { ActionIcon, Indicator, Tooltip } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { allParts, useComments } from './comments-context.ts'

/** Opens what is said about all tiles of a dashboard, or all cells of a notebook or an app. */
export function CommentsButton() {
  const { t } = useTranslation()
  const comments = useComments()
  if (comments === null) return null
  const count = [...comments.counts.values()].reduce((sum, each) => sum + each, 0)
  const label = count === 0 ? t('comments.title') : t('comments.count', { count })
  return (
    <Tooltip label={label}>
      <Indicator disabled={count === 0} label={count} size={16} zIndex={1}>
        <ActionIcon variant="default" size={30} aria-label={label} onClick={() => comments.open(allParts)}>
          <IconMessages size={17} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  )
}
