import GatewayKit

/// Whether an action works now.
enum Availability: Equatable, Sendable {
  case works
  /// Bound, but not now; the sentence is shown when its key is pressed.
  case refused(String)
}

extension AppState {
  /// Whether an action works in the view on top with the rows it would act on.
  func availability(_ action: Action) -> Availability {
    let info = ActionInfo.of(action)
    if let views = info.views, !views.contains(screen.name) {
      return .refused("\(info.title.capitalizedFirst) does not work in this view.")
    }
    if info.changes, let refusal = readOnlyRefusal(info) { return .refused(refusal) }
    if let refusal = emptyRowRefusal(action) { return .refused(refusal) }
    if info.changes, let stranger = unconnectedHome {
      return .refused(
        isWide ? "\(contextName(stranger)) is not connected." : "Not connected yet.")
    }
    if let refusal = deniedRefusal(info) { return .refused(refusal) }
    switch action {
    case .open, .detail, .disable, .enable, .attach, .detach, .grant, .tags, .reveal, .copyValue,
      .copyID, .edit, .delete, .mark, .rotate:
      return rowAvailability(action)
    case .suspend, .resume:
      guard let plan = targetPlan else { return .refused("There is no plan to act on.") }
      if action == .suspend, plan.apiStages.isEmpty {
        return .refused("\(plan.label) opens no stage, so there is nothing to suspend.")
      }
      return .works
    case .advance:
      return catalog.rotations.contains { $0.state.isOpen }
        ? .works : .refused("No rotation is open, so no step is due.")
    case .extendOverlap, .finishRotation, .rollBack: return rotationAvailability(action)
    case .markAll: return shownRows.isEmpty ? .refused("There is no row to mark.") : .works
    case .lastView:
      return lastView == nil ? .refused("There is no view before this one.") : .works
    default: return .works
    }
  }

  /// Why nothing may be changed where the rows to act on live; nil when it may.
  private func readOnlyRefusal(_ info: ActionInfo) -> String? {
    let homes = isWide ? Set(targetKeys.map(\.id.home)).sorted() : []
    guard let home = (homes.isEmpty ? [here] : homes).first(where: isReadOnly) else { return nil }
    let isOption = options.isReadOnly || !isWide
    return "\(isWide ? contextName(home) : "This context") is read-only, so \(info.title) is not "
      + "possible. "
      + (isOption
        ? "Start without --read-only to change things."
        : "config.yaml says so: readOnly of that context.")
  }

  /// A context among the rows to act on that is not open; where there are none, the one of the screen.
  private var unconnectedHome: Home? {
    let homes = isWide ? Set(targetKeys.map(\.id.home)).sorted() : []
    guard !homes.isEmpty else { return identity == nil ? here : nil }
    return homes.first { standing($0)?.identity == nil }
  }

  /// The context under the cursor whose line stands where the rows would be that it cannot show.
  private var failedContext: Home? {
    guard screen.kind != .contexts, case .context(let home)? = screen.table.cursor else {
      return nil
    }
    return home
  }

  /// Why an action on a row does nothing on the line of a context that failed.
  private func emptyRowRefusal(_ action: Action) -> String? {
    let actions: Set<Action> = [
      .disable, .enable, .attach, .detach, .grant, .tags, .reveal, .copyValue, .copyID, .edit,
      .delete, .rotate, .suspend, .resume,
    ]
    guard let home = failedContext, screen.table.marks.isEmpty, actions.contains(action) else {
      return nil
    }
    return "\(contextName(home)) has nothing to act on here: \(table.label(.open)) tells why."
  }

  private func rotationAvailability(_ action: Action) -> Availability {
    guard let rotation = targetRotation else {
      return .refused("There is no rotation to act on.")
    }
    guard rotation.state.isOpen else {
      return .refused("This rotation is over: \(rotation.words).")
    }
    return .works
  }

  private func rowAvailability(_ action: Action) -> Availability {
    if failedContext != nil, action == .open || action == .detail { return .works }
    let none = Availability.refused("There is no row to act on.")
    switch action {
    case .open where screen.name == .contexts, .detail where screen.name == .contexts:
      return isWide && screen.table.cursor != nil
        ? .works : .refused("There is one context, and this is all of it.")
    case .open where screen.name == .rotations || screen.name == .audit:
      return screen.table.cursor == nil ? none : .works
    case .edit, .delete, .copyID, .open, .detail:
      if screen.name == .plans || screen.name == .plan {
        return targetPlan == nil ? none : .works
      }
    case .mark: return screen.table.cursor == nil ? none : .works
    default: break
    }
    let keys = action == .open || action == .detail ? cursorKeys : targetKeys
    guard !keys.isEmpty else {
      guard action == .open, screen.name == .usage, cursorPlan != nil else { return none }
      return .works
    }
    switch action {
    case .reveal, .copyValue, .edit, .grant:
      if keys.count > 1 {
        return .refused(
          "\(ActionInfo.of(action).title.capitalizedFirst) works on one key; "
            + "\(keys.count) are marked, * takes the marks away.")
      }
    case .attach, .rotate:
      if Set(keys.map(\.id.home)).count > 1 {
        return .refused(
          "These keys are in several contexts, which share no plan; mark those of one.")
      }
    case .detach:
      if plansToDetach(keys).isEmpty { return .refused("This key is in no plan.") }
    default: break
    }
    return .works
  }

  /// The actions that work now, in the order of help.
  var workingActions: [ActionInfo] {
    ActionInfo.all.filter { availability($0.action) == .works }
  }
}

extension String {
  /// With its first letter in upper case, for the start of a sentence.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
