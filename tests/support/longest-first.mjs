import Sequencer from '@jest/test-sequencer';

/** Where files take longest. Two of them at a time: the last to begin should be a short one, or half of the machine waits for it. */
const SLOWEST_FIRST = ['browser', 'api on embedded', 'api on postgis', 'unit'];

/** Jest goes by how long a file took last time; on a machine that has not seen it, by its size alone, whatever it does. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const bySize = super.sort(tests);
    if (bySize.some(({ duration }) => duration !== undefined)) return bySize;
    return bySize.sort((a, b) => place(a) - place(b));
  }
}

const place = ({ context }) => SLOWEST_FIRST.indexOf(context.config.displayName.name);
