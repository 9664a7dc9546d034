import ArgumentParser
import Sandbox
