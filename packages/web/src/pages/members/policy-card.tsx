import { Skeleton, Stack, Switch, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ownSecurityQuery, securityPolicyQuery, updateSecurityPolicy } from '../../api/security.ts'
import { userQuery } from '../../api/session.ts'
import { Card } from '../../components/card.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'

/** Whether everybody must have a second factor. `without`: members who have none. */
export function PolicyCard({ without }: { without: number }) {
  const { t } = useTranslation()
  const policy = useQuery(securityPolicyQuery)
  return (
    <Card title={t('securityPolicy.title')} text={t('securityPolicy.text')}>
      <QueryBoundary query={policy} failed={t('securityPolicy.failed')} skeleton={<Skeleton height={40} />}>
        {({ requiresSecondFactor }) => <PolicySwitch isOn={requiresSecondFactor} without={without} />}
      </QueryBoundary>
    </Card>
  )
}

function PolicySwitch({ isOn, without }: { isOn: boolean; without: number }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [isSaving, setSaving] = useState(false)
  const save = async (requiresSecondFactor: boolean): Promise<void> => {
    setSaving(true)
    try {
      queryClient.setQueryData(securityPolicyQuery.queryKey, await updateSecurityPolicy({ requiresSecondFactor }))
      toastDone(requiresSecondFactor ? t('securityPolicy.savedOn') : t('securityPolicy.savedOff'))
      // Whoever switches it on may be the first one to need a factor.
      await queryClient.invalidateQueries({ queryKey: userQuery.queryKey })
      await queryClient.invalidateQueries({ queryKey: ownSecurityQuery.queryKey })
    } catch (error) {
      toastFailed(t('securityPolicy.saveFailed'), error)
    }
    setSaving(false)
  }
  return (
    <Stack gap="xs">
      <Switch label={t('securityPolicy.require')} checked={isOn} disabled={isSaving} onChange={(event) => void save(event.currentTarget.checked)} />
      {without > 0 && (
        <Text size="sm" c="dimmed">
          {t('securityPolicy.without', { count: without })}
        </Text>
      )}
    </Stack>
  )
}
