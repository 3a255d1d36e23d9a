import { Button, Checkbox, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addCategory, categoriesQuery, refreshCatalog, removeCategory, type Category } from '../../api/catalog.ts'
import { LinkTo } from '../../components/link-to.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'
import { paths } from '../../shell/paths.ts'

type Props = { projectUuid: string; item: { catalogSearchUuid: string; label: string; categories: Category[] }; onClose: () => void }

/** Puts an item into categories and takes it out of them; each is saved at once. */
export function CategoryDialog({ projectUuid, item, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const categories = useQuery(categoriesQuery(projectUuid))
  const [busy, setBusy] = useState<string | null>(null)
  const put = async (tagUuid: string, isIn: boolean): Promise<void> => {
    setBusy(tagUuid)
    try {
      await (isIn ? addCategory : removeCategory)(projectUuid, item.catalogSearchUuid, tagUuid)
      await refreshCatalog(queryClient, projectUuid)
    } catch (error) {
      toastFailed(t('catalog.saveFailed'), error)
    }
    setBusy(null)
  }
  return (
    <Modal opened onClose={onClose} title={t('categoryDialog.title', { name: item.label })}>
      <QueryBoundary query={categories} failed={t('categories.failed')} skeleton={<Skeleton height={80} />}>
        {(all) => (
          <Stack gap="xs" align="flex-start">
            {all.length === 0 && <Text size="sm">{t('categoryDialog.none')}</Text>}
            {all.map(({ tagUuid, name }) => (
              <Checkbox
                key={tagUuid}
                label={name}
                checked={item.categories.some((one) => one.tagUuid === tagUuid)}
                disabled={busy !== null}
                onChange={(event) => void put(tagUuid, event.currentTarget.checked)}
              />
            ))}
            <Button mt="sm" size="xs" variant="default" component={LinkTo} href={paths.categories(projectUuid)}>
              {t('categoryDialog.make')}
            </Button>
          </Stack>
        )}
      </QueryBoundary>
    </Modal>
  )
}
