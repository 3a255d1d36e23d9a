import { Alert, Button, Group, Text } from '@mantine/core'
import { IconClockHour4 } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { restoreAsOf, type KindThen, type Past } from '../api/time-travel.ts'
import { LinkTo } from '../components/link-to.tsx'
import { exactTime } from '../components/relative-time.ts'
import { toastDone, toastFailed } from '../components/toast.ts'
import { useGo } from '../components/use-go.ts'
import { useLanguage } from '../i18n/language.ts'
import { AsOfMenu } from './as-of-menu.tsx'
import { useAsOf } from './use-as-of.ts'

type Props = {
  past: Past
  kind: KindThen
  uuid: string
  name: string
  /** Where the thing is today. */
  todayHref: string
}

/** Says that a page shows the past, which version that is and what became of it; the one thing to do there is to bring it back. */
export function PastBanner({ past, kind, uuid, name, todayHref }: Props) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  const go = useGo()
  const queryClient = useQueryClient()
  const [asOf, show] = useAsOf()
  const [busy, setBusy] = useState(false)
  const at = (moment: string): string => exactTime(new Date(moment), locale)
  const told = (moment: string, person: Past['savedBy']) => ({
    moment: at(moment),
    name: person === null ? '' : `${person.firstName} ${person.lastName}`.trim(),
  })
  const restore = async (): Promise<void> => {
    setBusy(true)
    try {
      const { versionNumber } = await restoreAsOf(kind, uuid, past.at)
      toastDone(t('timeTravel.restored', { name, version: versionNumber }))
      go(todayHref)
      await queryClient.invalidateQueries()
    } catch (error) {
      toastFailed(t('timeTravel.restoreFailed', { name }), error)
      setBusy(false)
    }
  }
  const isDeleted = past.deletedAt !== null
  return (
    <Alert icon={<IconClockHour4 size={18} />} role="status" color="yellow" variant="light" mx={{ base: 10, sm: 16 }} my="sm" py="xs">
      <Text size="sm" fw={550}>
        {t('timeTravel.banner', { moment: at(past.at) })}
      </Text>
      <Text size="sm">
        {t(past.savedBy === null ? 'timeTravel.version' : 'timeTravel.versionBy', { version: past.versionNumber, ...told(past.savedAt, past.savedBy) })}{' '}
        {t('timeTravel.dataOfToday')}{' '}
        {past.deletedAt !== null && t(past.deletedBy === null ? 'timeTravel.deleted' : 'timeTravel.deletedBy', told(past.deletedAt, past.deletedBy))}
        {!isDeleted && past.isCurrent && t('timeTravel.same')}
        {!isDeleted && past.nameNow !== name && t('timeTravel.renamed', { name: past.nameNow })}
      </Text>
      <Group gap="xs" mt={6}>
        <AsOfMenu asOf={asOf} onPick={show} size="xs" />
        {past.mayRestore && (isDeleted || !past.isCurrent) && (
          <Button size="xs" loading={busy} onClick={() => void restore()}>
            {t('timeTravel.restore')}
          </Button>
        )}
        {!isDeleted && (
          <Button size="xs" variant="default" component={LinkTo} href={todayHref}>
            {t('timeTravel.today')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
