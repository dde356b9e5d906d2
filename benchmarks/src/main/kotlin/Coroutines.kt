package dev.moveguard.benchmarks.kotlin

import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.createCoroutineUnintercepted
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException

/**
 * The programs as Kotlin coroutines under handler loops written by hand, with nothing but the language's own library.
 *
 * `Coroutines <program> <size>` prints the output.
 */
object Coroutines {
    @JvmStatic
    fun main(args: Array<String>) {
        val size = args[1].toInt()
        println(
            when (args[0]) {
                "countdown" -> countdown(size)
                "iterator" -> iterator(size)
                "parsing_dollars" -> parsingDollars(size)
                "handler_sieve" -> handlerSieve(size)
                "generator" -> generator(size)
                "resume_nontail" -> resumeNontail(size)
                "product_early" -> productEarly(size)
                "fibonacci_recursive" -> fibonacci(size)
                else -> throw IllegalArgumentException(args[0])
            },
        )
    }
}

/** A body under a handler loop: it stops at each effect, and goes on when the loop answers. */
private class Handled<E : Any, R> : Continuation<Any?> {
    private var effect: E? = null
    private var rest: Continuation<R>? = null
    private var failure: Throwable? = null
    var result: Any? = null
        private set

    override val context: CoroutineContext
        get() = EmptyCoroutineContext

    override fun resumeWith(result: Result<Any?>) {
        this.result = result.getOrNull()
        failure = result.exceptionOrNull()
    }

    fun start(body: Body<E, R>) {
        val whole: suspend () -> Any? = { body.run(this) }
        whole.createCoroutineUnintercepted(this).resume(Unit)
    }

    suspend fun perform(performed: E): R = suspendCoroutineUninterceptedOrReturn { continuation ->
        effect = performed
        rest = continuation
        COROUTINE_SUSPENDED
    }

    /** The next effect; null when the body has ended. */
    fun next(): E? {
        val next = effect
        effect = null
        failure?.let { throw it }
        return next
    }

    fun answer(value: R): E? {
        rest!!.resume(value)
        return next()
    }

    fun refuse(error: Throwable): E? {
        rest!!.resumeWithException(error)
        return next()
    }
}

private fun interface Body<E : Any, R> {
    suspend fun run(to: Handled<E, R>): Any?
}

private sealed interface StateEffect

private object Get : StateEffect

private class Set(val value: Int) : StateEffect

private fun countdown(size: Int): Long {
    val handled = Handled<StateEffect, Int>()
    handled.start { to ->
        var state = to.perform(Get)
        while (state != 0) {
            to.perform(Set(state - 1))
            state = to.perform(Get)
        }
        state
    }
    var state = size
    var effect = handled.next()
    while (effect != null) {
        if (effect is Set) {
            state = effect.value
        }
        effect = handled.answer(state)
    }
    return state.toLong()
}

private fun iterator(size: Int): Long {
    val handled = Handled<Int, Unit>()
    handled.start { to -> for (next in 0..size) to.perform(next) }
    var sum = 0L
    var emitted = handled.next()
    while (emitted != null) {
        sum += emitted
        emitted = handled.answer(Unit)
    }
    return sum
}

private const val NEWLINE = 10
private const val DOLLAR = 36

private class Stop : RuntimeException("the input has ended")

private sealed interface ParseEffect

private object Read : ParseEffect

private class Emit(val dollars: Int) : ParseEffect

private suspend fun parse(to: Handled<ParseEffect, Int>) {
    var dollars = 0
    while (true) {
        if (to.perform(Read) == DOLLAR) {
            dollars++
        } else {
            to.perform(Emit(dollars))
            dollars = 0
        }
    }
}

private fun parsingDollars(size: Int): Long {
    val handled = Handled<ParseEffect, Int>()
    handled.start { to ->
        try {
            parse(to)
        } catch (end: Stop) {
            null
        }
    }
    var sum = 0L
    var line = 0
    var left = 0
    var effect = handled.next()
    while (effect != null) {
        effect = if (effect is Emit) {
            sum += effect.dollars
            handled.answer(0)
        } else if (line > size) {
            handled.refuse(Stop())
        } else if (left == 0) {
            line++
            left = line
            handled.answer(NEWLINE)
        } else {
            left--
            handled.answer(DOLLAR)
        }
    }
    return sum
}

private suspend fun sieve(from: Int, limit: Int, sum: Int, outer: Handled<Int, Boolean>): Int {
    var number = from
    while (number < limit && !outer.perform(number)) {
        number++
    }
    if (number >= limit) {
        return sum
    }
    val prime = number
    val inner = Handled<Int, Boolean>()
    inner.start { to -> sieve(prime + 1, limit, sum + prime, to) }
    var asked = inner.next()
    while (asked != null) {
        asked = inner.answer(asked % prime != 0 && outer.perform(asked))
    }
    return inner.result as Int
}

private fun handlerSieve(size: Int): Long {
    val handled = Handled<Int, Boolean>()
    handled.start { to -> sieve(2, size, 0, to) }
    var asked = handled.next()
    while (asked != null) {
        asked = handled.answer(true)
    }
    return (handled.result as Int).toLong()
}

private class Tree(val left: Tree?, val value: Int, val right: Tree?)

private fun tree(height: Int): Tree? {
    if (height == 0) {
        return null
    }
    val half = tree(height - 1)
    return Tree(half, height, half)
}

private suspend fun walk(at: Tree?, to: Handled<Int, Unit>) {
    var node = at
    while (node != null) {
        if (node.left != null) {
            walk(node.left, to)
        }
        to.perform(node.value)
        node = node.right
    }
}

private fun generator(size: Int): Long {
    val handled = Handled<Int, Unit>()
    handled.start { to -> walk(tree(size), to) }
    var sum = 0L
    var yielded = handled.next()
    while (yielded != null) {
        sum += yielded
        yielded = handled.answer(Unit)
    }
    return sum
}

private fun operated(operand: Int?, handled: Handled<Int, Unit>): Int = if (operand == null) {
    handled.result as Int
} else {
    Math.abs(operand - 503 * operated(handled.answer(Unit), handled) + 37) % 1009
}

private fun resumeNontail(size: Int): Long {
    var result = 0
    repeat(1_000) {
        val last = result
        val handled = Handled<Int, Unit>()
        handled.start { to ->
            for (left in size downTo 1) to.perform(left)
            last
        }
        result = operated(handled.next(), handled)
    }
    return result.toLong()
}

private class Numbers(val first: Int, val rest: Numbers?)

private suspend fun product(numbers: Numbers?, to: Handled<Int, Int>): Int = when {
    numbers == null -> 0
    numbers.first == 0 -> to.perform(0)
    else -> numbers.first * product(numbers.rest, to)
}

private fun productEarly(size: Int): Long {
    var numbers = Numbers(0, null)
    for (number in 1..1_000) {
        numbers = Numbers(number, numbers)
    }
    var sum = 0
    repeat(size) {
        val handled = Handled<Int, Int>()
        handled.start { to -> product(numbers, to) }
        sum += handled.next() ?: handled.result as Int
    }
    return sum.toLong()
}

private fun fibonacci(size: Int): Long {
    val handled = Handled<Int, Int>()
    handled.start { recursive(size) }
    return (handled.result as Int).toLong()
}

private suspend fun recursive(number: Int): Int = if (number < 2) 1 else recursive(number - 1) + recursive(number - 2)
