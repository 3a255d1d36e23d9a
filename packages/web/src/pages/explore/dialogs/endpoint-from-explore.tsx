import { useTranslation } from 'react-i18next'
import { toastAction } from '../../../components/toast-action.tsx'
import { useGo } from '../../../components/use-go.ts'
import { paths } from '../../../shell/paths.ts'
import { EndpointForm } from '../../endpoints/endpoint-form.tsx'
import { useExplore } from '../explore-context.ts'
import { useOpenFilters } from '../use-open-filters.tsx'

/** Saves the question of the explore as an endpoint, with filters that callers say. */
export function EndpointFromExplore({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const { projectUuid } = useExplore()
  const { fields, asked } = useOpenFilters()
  const onMade = (name: string): void => {
    onClose()
    toastAction({ message: t('endpoints.savedAs', { name }), label: t('endpoints.open'), onPress: () => go(paths.endpoint(projectUuid, name)) })
  }
  return (
    <EndpointForm {...{ projectUuid, onMade, onClose }} query={asked} size="lg">
      {fields}
    </EndpointForm>
  )
}
