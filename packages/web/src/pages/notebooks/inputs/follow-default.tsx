import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Below an input that was given a value: lets the default count again that is found elsewhere. */
export function FollowDefault({ onFollow }: { onFollow: () => void }) {
  const { t } = useTranslation()
  return (
    <Button size="compact-xs" variant="subtle" color="gray" ml={-8} style={{ alignSelf: 'flex-start' }} onClick={onFollow}>
      {t('appSession.input.follow')}
    </Button>
  )
}
