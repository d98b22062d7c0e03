import { Component, type ReactNode } from 'react';
import { ApiError } from '../api';
import { ProblemView } from './problem';

interface Props {
  /** Where the user is: what broke on one page says nothing about the next. */
  at: string;
  children: ReactNode;
}

interface State {
  error: Error | null;
  at: string;
}

/** A page that breaks says so in its place and leaves the frame standing. A part that could not be fetched is mostly one of a version replaced meanwhile. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { error: null, at: this.props.at };

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps({ at }: Props, state: State): Partial<State> | null {
    return at === state.at ? null : { error: null, at };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const unreachable = /import|fetch/i.test(error.message);
    return (
      <div className="page">
        <ProblemView error={unreachable ? new ApiError(0, null) : error} retry={() => window.location.reload()} />
      </div>
    );
  }
}
