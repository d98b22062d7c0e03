import { rolesOf, type Place } from '../session/places';
import { useWords } from '../text';
import { Empty } from './empty';

export function NoRight({ place }: { place: Place }) {
  const { say } = useWords();
  const roles = rolesOf(place).map((role) => say(`role.${role}`));
  return <Empty title={say('noRight.title')} text={say('noRight.text', { place: say(`place.${place}`), roles: roles.join(', ') })} />;
}
