import GatewayKit

extension GatewayError {
  /// What happened, as short as a cell of a table wants it.
  var inTable: String { denied?.sentence ?? message }
}
