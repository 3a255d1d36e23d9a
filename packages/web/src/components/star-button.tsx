import { ActionIcon, Tooltip } from '@mantine/core'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { favouritesQuery, setFavourite } from '../api/favourites.ts'
import { toastFailed } from './toast.ts'

type Props = { projectUuid: string; uuid: string; name: string }

/** Puts a thing among the reader's favourites, or takes it out. */
export function StarButton({ projectUuid, uuid, name }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const favourites = useQuery(favouritesQuery(projectUuid)).data
  const [busy, setBusy] = useState(false)
  const isFavourite = favourites?.some((item) => item.uuid === uuid) === true
  const label = t('favourites.star', { name })
  const toggle = async (): Promise<void> => {
    setBusy(true)
    try {
      await setFavourite(queryClient, projectUuid, uuid, !isFavourite)
    } catch (error) {
      toastFailed(t('favourites.failed'), error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Tooltip label={t(isFavourite ? 'favourites.remove' : 'favourites.add')}>
      <ActionIcon size={30} aria-label={label} aria-pressed={isFavourite} disabled={favourites === undefined} loading={busy} onClick={() => void toggle()}>
        {isFavourite ? <IconStarFilled size={17} /> : <IconStar size={17} />}
      </ActionIcon>
    </Tooltip>
  )
}
